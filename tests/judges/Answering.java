import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormUtils;

/**
 * Fills a form in and tells what the engine makes of it: for each line of answers (name=text, by tabs) one line
 * "heard", the names of the fields that are asked, and the names of those whose constraint is broken.
 */
public final class Answering {
    private static void collect(TreeElement element, Map<String, TreeElement> fields) {
        for (int at = 0; at < element.getNumChildren(); at++) {
            TreeElement child = element.getChildAt(at);
            fields.put(child.getName(), child);
            collect(child, fields);
        }
    }

    private static boolean isAsked(TreeElement field) {
        for (Object at = field; at instanceof TreeElement; at = ((TreeElement) at).getParent()) {
            if (!((TreeElement) at).isRelevant()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBroken(FormDef form, TreeElement field) {
        if (field.getValue() == null || field.getConstraint() == null) {
            return false;
        }
        EvaluationContext context = new EvaluationContext(form.getEvaluationContext(), field.getRef());
        context.isConstraint = true;
        context.candidateValue = field.getValue();
        return !field.getConstraint().constraint.eval(form.getMainInstance(), context);
    }

    private static String hear(byte[] xform, String answers) throws Exception {
        FormDef form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xform));
        form.initialize(true, new InstanceInitializationFactory());
        Map<String, TreeElement> fields = new LinkedHashMap<>();
        collect(form.getMainInstance().getRoot(), fields);
        for (String answer : answers.split("\t")) {
            int sign = answer.indexOf('=');
            if (sign > 0) {
                TreeElement field = fields.get(answer.substring(0, sign));
                String text = answer.substring(sign + 1);
                form.setValue(XFormAnswerDataParser.getAnswerData(text, field.getDataType()), field.getRef(), true);
            }
        }
        StringJoiner asked = new StringJoiner(" ");
        StringJoiner broken = new StringJoiner(" ");
        for (Map.Entry<String, TreeElement> one : fields.entrySet()) {
            if (isAsked(one.getValue())) {
                asked.add(one.getKey());
                if (isBroken(form, one.getValue())) {
                    broken.add(one.getKey());
                }
            }
        }
        return "heard\t" + asked + "\t" + broken;
    }

    public static void main(String[] paths) throws Exception {
        new XFormsModule().registerModule();
        byte[] xform = Files.readAllBytes(Path.of(paths[0]));
        for (String answers : Files.readAllLines(Path.of(paths[1]), StandardCharsets.UTF_8)) {
            System.out.println(hear(xform, answers));
        }
    }
}
