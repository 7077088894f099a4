package vn.emr.core.printing;

/**
 * Whose sheet it is, as the head of every form of the ministry says; what is not known is null and left as dots.
 *
 * @param authority the authority above the facility (Sở Y tế)
 * @param department where the sheet was written
 * @param archiveNumber số lưu trữ, given when the record is archived
 * @param patientNumber the patient's number here (Mã YT)
 * @param patientName printed on every page, so that pages cannot be mixed up
 * @param written who wrote the sheet and when (TT 32/2023/TT-BYT, art. 52); null where entries say it themselves
 */
public record Heading(
        String authority,
        String facility,
        String department,
        String archiveNumber,
        String patientNumber,
        String patientName,
        String written) {}
