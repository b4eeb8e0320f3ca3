/** The preview's server, as the modules of the page ask it. */

/** An answer that is no success: `status` (0: nobody answered), `answer` what the server said. */
export class Refusal extends Error {
  constructor(status, answer) {
    super(answer.problem ?? "");
    this.status = status;
    this.answer = answer;
  }
}

/** Ask the server; returns the response, or throws a `Refusal`. */
export async function request(data, path, { method = "POST", body, headers = {} } = {}) {
  const sent = { ...headers, "X-Plandoc-Token": data.token };
  if (body !== undefined) sent["Content-Type"] = "application/json";
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: sent,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
  } catch {
    throw new Refusal(0, {});
  }
  if (response.ok) return response;
  throw new Refusal(response.status, await response.json().catch(() => ({})));
}

/** Ask for JSON. */
export async function ask(data, path, options) {
  return (await request(data, path, options)).json();
}
