package vn.emr.core.signing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.form.SigningMethod;
import vn.emr.core.form.SigningPlace;

/**
 * What a patient, or somebody for them, says when they sign.
 *
 * @param name of the representative; a patient is called as the record does
 * @param relation of the representative to the patient; with words when it is OTHER
 * @param because why the patient does not sign; wanted where the patient is asked
 * @param drawing with DRAWN
 * @param code the six digits that the staff sees, with CODE
 * @param match with FINGERPRINT
 * @param seen that the document was read
 * @param sha256 of the file that was shown
 */
public record PatientAnswer(
        Signer signer,
        String name,
        Relation relation,
        String relationWords,
        String because,
        SigningMethod method,
        Drawing drawing,
        String code,
        Match match,
        Boolean seen,
        String sha256) {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_RELATION = 40;
    private static final int LONGEST_REASON = 120;
    private static final int LONGEST_DEVICE = 40;
    private static final Pattern CODE = Pattern.compile("\\d{6}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** Who signs. */
    public enum Signer {
        PATIENT,
        REPRESENTATIVE
    }

    /** Who somebody is to the patient. */
    public enum Relation {
        FATHER("cha"),
        MOTHER("mẹ"),
        WIFE("vợ"),
        HUSBAND("chồng"),
        CHILD("con"),
        GUARDIAN("người giám hộ"),
        PROXY("người được ủy quyền"),
        OTHER("khác");

        private final String words;

        Relation(String words) {
            this.words = words;
        }

        /** How it is called on paper. */
        public String words() {
            return words;
        }
    }

    /** What a pad found. */
    public enum Result {
        MATCH
    }

    /**
     * What a fingerprint pad says. Nothing of the finger itself is taken.
     *
     * @param device the pad's model, and its serial number
     */
    public record Match(Result result, String device, String serial) {}

    /** As it is kept until it is sealed: without the drawing and the code. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(
            Signer signer,
            String name,
            Relation relation,
            String relationWords,
            String because,
            SigningMethod method,
            Match match,
            String sha256,
            long bytes,
            String at,
            String address,
            String device) {
        /** Who signed and how, in few words. */
        @JsonIgnore
        String words(String role) {
            String said = relation == null || relation == Relation.OTHER ? relationWords : relation.words();
            return PatientAnswer.words(signer, said, role) + " (" + method.words() + ")";
        }
    }

    /** @param relation in words; null: the patient */
    static String words(Signer signer, String relation, String role) {
        if (signer == Signer.PATIENT) {
            return "Người bệnh ký";
        }
        return (role.equals(SigningPlace.PATIENT) ? "Người đại diện (" : "Thân nhân (") + relation + ") ký";
    }

    /**
     * The same with its words as they are kept.
     *
     * @param role of the place
     * @throws Refusal REQUIRED_FIELD_MISSING, MALFORMED_FIELD for what does not belong together
     */
    PatientAnswer whole(String role) {
        if (signer == null || method == null || sha256 == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "who signs, how, and which file", "/signer", "/method", "/sha256");
        }
        if (!Boolean.TRUE.equals(seen)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "the document is read first", "/seen");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new Refusal(Code.MALFORMED_FIELD, "a SHA-256 in lower-case hexadecimal digits", "/sha256");
        }
        mustFitMethod();
        Match said = match == null
                ? null
                : new Match(
                        match.result(),
                        Words.needed(match.device(), 1, LONGEST_DEVICE, "/match/device"),
                        Words.needed(match.serial(), 1, LONGEST_DEVICE, "/match/serial"));
        if (signer == Signer.PATIENT) {
            return ofPatient(role, said);
        }
        return ofRepresentative(role, said);
    }

    private PatientAnswer ofPatient(String role, Match said) {
        if (!role.equals(SigningPlace.PATIENT)) {
            throw new Refusal(Code.MALFORMED_FIELD, "somebody of the family signs here", "/signer");
        }
        if (relation != null || relationWords != null || because != null) {
            throw new Refusal(Code.MALFORMED_FIELD, "a patient represents nobody", "/relation", "/because");
        }
        return new PatientAnswer(signer, null, null, null, null, method, drawing, code, said, seen, sha256);
    }

    private PatientAnswer ofRepresentative(String role, Match said) {
        if (relation == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "who they are to the patient", "/relation");
        }
        String other =
                relation == Relation.OTHER ? Words.needed(relationWords, 2, LONGEST_RELATION, "/relationWords") : null;
        String why = role.equals(SigningPlace.PATIENT)
                ? Words.needed(because, 3, LONGEST_REASON, "/because")
                : Words.line(because, LONGEST_REASON, "/because");
        return new PatientAnswer(
                signer,
                Words.needed(name, 2, LONGEST_NAME, "/name"),
                relation,
                other,
                why,
                method,
                drawing,
                code,
                said,
                seen,
                sha256);
    }

    private void mustFitMethod() {
        boolean fits =
                switch (method) {
                    case DRAWN -> drawing != null && code == null && match == null;
                    case CODE -> code != null && CODE.matcher(code).matches() && drawing == null && match == null;
                    case FINGERPRINT ->
                        match != null && match.result() == Result.MATCH && drawing == null && code == null;
                };
        if (!fits) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "a drawing, six digits or the match of a pad, as the method says",
                    "/drawing",
                    "/code",
                    "/match");
        }
    }
}
