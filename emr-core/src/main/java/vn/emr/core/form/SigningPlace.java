package vn.emr.core.form;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.emr.core.access.Right;

/**
 * A place on a form where somebody signs.
 *
 * @param number among the signers of the form, from 0; the seal of the facility comes after them
 * @param role who signs there, as the form says
 * @param words that stand there
 * @param step places of an earlier step are signed first; those of one step in any order
 * @param optional whether a record is complete without it
 * @param methods how who is no staff may confirm there, in the order of the form
 */
public record SigningPlace(
        int number, String role, String words, int step, boolean optional, List<SigningMethod> methods) {
    /** Of one entry of a sheet: only its author. */
    public static final String ENTRY = "ENTRY";
    /** The facility itself, with its key in the place of its stamp. */
    public static final String SEAL = "SEAL";

    public static final String PATIENT = "PATIENT";
    public static final String WITNESS = "WITNESS";

    /** Every role that a form may name, and those it does not. */
    public static final Set<String> ROLES = Set.of(
            ENTRY,
            SEAL,
            PATIENT,
            WITNESS,
            "ATTENDING",
            "SURGEON",
            "ANAESTHETIST",
            "NURSE",
            "HEAD_NURSE",
            "HEAD",
            "DIRECTOR",
            "CHAIR",
            "SECRETARY",
            "HANDING",
            "RECEIVING",
            "IMAGING",
            "LABORATORY");

    private static final List<SigningMethod> EVERY = List.of(SigningMethod.values());
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    /** Phiếu chuyển, phiếu hẹn: the facility signs beside the doctor (TT 06/2026/TT-BYT art. 5 k2). */
    private static final Set<String> SEALED = Set.of("PCCS", "PHKL");

    private static final LocalDate SEALED_SINCE = LocalDate.of(2026, 6, 1);

    /** The places of a form for what happened then, by their numbers. */
    public static List<SigningPlace> of(Form form, Instant happened) {
        List<SigningPlace> places = new ArrayList<>();
        for (Form.Signer signer : form.signers()) {
            int step = signer.order() == null ? usualStep(signer.role()) : signer.order();
            boolean optional = Boolean.TRUE.equals(signer.optional());
            List<SigningMethod> methods = signer.methods() == null ? EVERY : signer.methods();
            places.add(new SigningPlace(places.size(), signer.role(), signer.text(), step, optional, methods));
        }
        if (SEALED.contains(form.code())
                && !LocalDate.ofInstant(happened, VIETNAM).isBefore(SEALED_SINCE)) {
            places.add(
                    new SigningPlace(places.size(), SEAL, "Cơ sở khám bệnh, chữa bệnh", usualStep(SEAL), false, EVERY));
        }
        return places;
    }

    /** Who wrote it first, then the patient, who takes it over or leads, the director, and the seal. */
    private static int usualStep(String role) {
        return switch (role) {
            case PATIENT, WITNESS -> 2;
            case "RECEIVING", "CHAIR", "HEAD", "HEAD_NURSE" -> 3;
            case "DIRECTOR" -> 4;
            case SEAL -> 5;
            default -> 1;
        };
    }

    /** Which right it takes to sign there; beside patients, whom somebody of the staff leads through it. */
    public static Right right(String role) {
        return switch (role) {
            case "ATTENDING", "SURGEON", "ANAESTHETIST" -> Right.RECORD_SIGN_AS_DOCTOR;
            case "CHAIR", "HEAD", "HEAD_NURSE" -> Right.RECORD_SIGN_AS_HEAD;
            case "DIRECTOR", SEAL -> Right.RECORD_SIGN_FOR_FACILITY;
            default -> Right.RECORD_SIGN;
        };
    }

    /** Whether who wrote the sheet signs there. */
    public boolean ofAuthor() {
        return step == 1;
    }

    /** Whether it is signed by who is no staff. */
    public static boolean ofPatient(String role) {
        return PATIENT.equals(role) || WITNESS.equals(role);
    }
}
