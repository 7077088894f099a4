package vn.emr.core.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a form may say of who signs it. */
final class SignerRules {
    private static final Pattern ROLE = Pattern.compile("[A-Z][A-Z_]{1,39}");

    private final Form form;
    private final List<String> faults = new ArrayList<>();

    private SignerRules(Form form) {
        this.form = form;
    }

    /** What is wrong with the signers of a form; of a sound one nothing. */
    static List<String> faults(Form form) {
        SignerRules rules = new SignerRules(form);
        form.signers().forEach(rules::check);
        return rules.faults;
    }

    private void check(Form.Signer signer) {
        boolean named = signer.role() != null && ROLE.matcher(signer.role()).matches();
        need(named && FormRules.said(signer.text()), "a role and its words");
        need(signer.order() == null || signer.order() >= 1 && signer.order() <= 9, "an order of 1 to 9");
        need(
                signer.methods() == null || named && ofPatient(signer),
                "ways to confirm, each once, where a patient signs");
        need(
                signer.after() == null
                        || form.item().stream().anyMatch(item -> signer.after().equals(item.linkId())),
                "after a group of the top level");
    }

    private static boolean ofPatient(Form.Signer signer) {
        List<SigningMethod> methods = signer.methods();
        return SigningPlace.ofPatient(signer.role())
                && !methods.isEmpty()
                && methods.stream().allMatch(Objects::nonNull)
                && new HashSet<>(methods).size() == methods.size();
    }

    private void need(boolean kept, String what) {
        if (!kept) {
            faults.add("/signers: " + what);
        }
    }
}
