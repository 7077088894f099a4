package vn.emr.core.designing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.form.Form;
import vn.emr.core.form.FormCatalogue;
import vn.emr.core.form.FormReader;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;

/** What a form is called, and what it says of itself that nobody types. */
final class Head {
    private static final int LONGEST_TITLE = 200;
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z./-]{0,39}");
    /** Until it is approved a form is in force on no day that counts. */
    private static final String NO_DAY = "1900-01-01";
    /** What a form that takes the place of a shipped one has from it. */
    private static final List<String> OF_THE_LAW = List.of("url", "law", "kind", "results");

    private final HospitalForms forms;

    Head(HospitalForms forms) {
        this.forms = forms;
    }

    /** The properties that hold whatever is typed; null for one that it has not. */
    ObjectNode of(String code, String standsFor, int number) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("code", code);
        head.put("version", OwnFormRows.version(standsFor, number));
        head.put("confirmed", false);
        head.putObject("effective").put("start", NO_DAY);
        Optional<Form> shipped = Optional.ofNullable(standsFor)
                .flatMap(version -> forms.shipped().version(code, version));
        if (shipped.isPresent()) {
            ObjectNode law = FormReader.tree(shipped.get());
            OF_THE_LAW.forEach(name -> head.set(name, law.get(name)));
        } else {
            head.put("url", "urn:emr:form:own:" + code);
            String law = FormCatalogue.prescribed(code)
                    .map(FormCatalogue.Prescribed::law)
                    .orElse("Mẫu của cơ sở");
            head.put("law", law);
            head.putNull("results");
        }
        return head;
    }

    /** The shipped version whose place a copy takes; null for a form of the hospital's own. */
    static String standsFor(Form from) {
        if (!from.own()) {
            return from.version();
        }
        String version = from.version().substring(0, from.version().indexOf('.'));
        return version.equals("0") ? null : version;
    }

    /** @throws Refusal for what is no code, and for one that is taken */
    static String newCode(Forms all, String code) {
        if (!CODE.matcher(code).matches()) {
            throw new Refusal(Code.MALFORMED_FIELD, "digits, letters and / . -", "/as");
        }
        if (all.all().stream().anyMatch(form -> same(form.code(), code))) {
            throw codeTaken();
        }
        return code;
    }

    /** Whether addresses cannot tell two codes apart. */
    static boolean same(String one, String other) {
        return one.replace('/', '-').equalsIgnoreCase(other.replace('/', '-'));
    }

    static Refusal codeTaken() {
        return new Refusal(Code.CONFLICT, "there is a form with this code: copy that one", "/as");
    }

    static String title(String sent, String at) {
        String title = Said.reason(sent, true, at);
        if (title.length() > LONGEST_TITLE || title.contains("\n")) {
            throw new Refusal(Code.MALFORMED_FIELD, "a title of one line", at);
        }
        return title;
    }
}
