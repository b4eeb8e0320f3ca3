/** Files that leave the page. */

/** Offer data as a file. */
export function download(name, data) {
  const address = URL.createObjectURL(data);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Browsers begin a download a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
