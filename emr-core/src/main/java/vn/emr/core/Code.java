package vn.emr.core;

/**
 * Every way the server says no, once: its HTTP status, its HL7 answer (MSA-1, table 0008) and error number (ERR-3, table
 * 0357), who can mend it, whether sending the same again is safe and sensible, and its title for people.
 */
public enum Code {
    UNREADABLE(400, "AR", 100, Mender.SENDER, false, "Không đọc được bản tin", "Message cannot be read"),
    MALFORMED_FIELD(422, "AR", 102, Mender.SENDER, false, "Sai định dạng dữ liệu", "A field has the wrong format"),
    REQUIRED_FIELD_MISSING(
            422, "AR", 101, Mender.SENDER, false, "Thiếu trường bắt buộc", "A required field is missing"),
    UNSUPPORTED_MESSAGE(
            422, "AR", 200, Mender.SENDER, false, "Loại bản tin chưa được hỗ trợ", "Message type not supported"),
    UNSUPPORTED_EVENT(422, "AR", 201, Mender.SENDER, false, "Sự kiện chưa được hỗ trợ", "Event not supported"),
    UNSUPPORTED_VERSION(
            422, "AR", 203, Mender.SENDER, false, "Phiên bản HL7 chưa được hỗ trợ", "HL7 version not supported"),
    UNKNOWN_SENDER(
            403, "AR", 207, Mender.OPERATOR, false, "Hệ thống gửi chưa được khai báo", "Sender is not registered"),
    NOT_ALLOWED_FOR_SENDER(
            403,
            "AR",
            207,
            Mender.OPERATOR,
            false,
            "Hệ thống gửi không được phép gửi loại này",
            "Sender may not send this type"),
    TOO_LARGE(413, "AR", 207, Mender.SENDER, false, "Dữ liệu vượt giới hạn", "Over the size limit"),
    UNDECODABLE_TEXT(
            422, "AA", 102, Mender.OPERATOR, false, "Không giải mã được bảng mã ký tự", "Text cannot be decoded"),
    UNKNOWN_PATIENT(
            404,
            "AA",
            204,
            Mender.OPERATOR,
            false,
            "Chưa có người bệnh với mã này",
            "No patient with this identifier yet"),
    UNKNOWN_VISIT(
            404, "AA", 204, Mender.OPERATOR, false, "Chưa có lượt khám với mã này", "No visit with this number yet"),
    UNMAPPED_FACILITY(422, "AA", 103, Mender.OPERATOR, false, "Cơ sở chưa được khai báo", "Facility is not mapped"),
    AMBIGUOUS_PATIENT(
            409,
            "AA",
            205,
            Mender.OPERATOR,
            false,
            "Các mã người bệnh trỏ tới nhiều người",
            "Identifiers point to several patients"),
    FUTURE_TIME(422, "AA", 102, Mender.OPERATOR, false, "Thời gian trong tương lai", "Time lies in the future"),
    EMPTY_OVER_FINAL(
            422,
            "AA",
            207,
            Mender.OPERATOR,
            false,
            "Kết quả trống gửi đè lên kết quả đã duyệt",
            "An empty value would replace a final result"),
    DAMAGED_DOCUMENT(
            422, "AA", 102, Mender.OPERATOR, false, "Tài liệu đính kèm bị hỏng", "An embedded document is damaged"),
    NOT_APPLICABLE(422, "AA", 207, Mender.OPERATOR, false, "Cần người xử lý", "Needs a person"),
    /** Nothing is wrong with what was asked: something else comes first, and the detail says what. */
    NOT_YET(422, "AR", 207, Mender.CLINICIAN, true, "Chưa thực hiện được", "Not possible yet"),
    TEMPORARY(
            503,
            "AE",
            207,
            Mender.OPERATOR,
            true,
            "Máy chủ tạm thời chưa nhận được, hãy gửi lại",
            "Temporarily unable, send again"),
    OVERLOADED(
            429,
            "AE",
            207,
            Mender.SENDER,
            true,
            "Máy chủ đang quá tải, hãy gửi lại sau",
            "Too many requests, send again later"),
    TOO_OFTEN(
            429,
            "AE",
            207,
            Mender.CLINICIAN,
            true,
            "Yêu cầu quá nhiều lần, hãy chờ một lát rồi thử lại",
            "Too many requests, wait a moment and try again"),
    NOT_SIGNED_IN(401, "AR", 207, Mender.CLINICIAN, false, "Cần đăng nhập", "Sign-in needed"),
    WRONG_CREDENTIALS(
            401,
            "AR",
            207,
            Mender.CLINICIAN,
            false,
            "Tên đăng nhập hoặc mật khẩu không đúng",
            "Wrong user name or password"),
    ACCOUNT_LOCKED(
            401, "AR", 207, Mender.OPERATOR, false, "Tài khoản đang bị khóa tạm thời", "Account is temporarily locked"),
    SECOND_FACTOR(403, "AR", 207, Mender.CLINICIAN, false, "Cần bước xác thực thứ hai", "A second factor is needed"),
    OUTSIDE_HOURS(
            403,
            "AR",
            207,
            Mender.OPERATOR,
            false,
            "Ngoài giờ được phép dùng hệ thống",
            "Outside the hours of your roles"),
    FORBIDDEN(403, "AR", 207, Mender.OPERATOR, false, "Không có quyền thực hiện", "Not permitted"),
    NOT_FOUND(404, "AR", 204, Mender.CLINICIAN, false, "Không tìm thấy", "Not found"),
    /** It was here and was destroyed by decision, when its term was over. */
    DESTROYED(410, "AR", 204, Mender.CLINICIAN, false, "Hồ sơ đã tiêu hủy", "The record was destroyed"),
    CONFLICT(409, "AE", 206, Mender.CLINICIAN, true, "Dữ liệu đã thay đổi, hãy tải lại", "Changed meanwhile, reload"),
    UNDER_WAY(
            409,
            "AE",
            206,
            Mender.SENDER,
            true,
            "Yêu cầu cùng khóa đang được xử lý",
            "A request with this key is still under way"),
    KEY_REUSED(
            422,
            "AR",
            205,
            Mender.SENDER,
            false,
            "Khóa đã dùng cho nội dung khác",
            "This key was used for another content"),
    INVALID_REQUEST(400, "AR", 102, Mender.SENDER, false, "Yêu cầu không hợp lệ", "Invalid request"),
    WRONG_MEDIA_TYPE(
            415, "AR", 207, Mender.SENDER, false, "Kiểu nội dung không được hỗ trợ", "Media type not supported"),
    INTERNAL(500, "AE", 207, Mender.OPERATOR, true, "Lỗi hệ thống, đã ghi nhận", "Internal error, recorded");

    /** Who can do something about it. */
    public enum Mender {
        SENDER,
        CLINICIAN,
        OPERATOR
    }

    private final int httpStatus;
    private final String acknowledgement;
    private final int hl7Error;
    private final Mender mender;
    private final boolean sendAgain;
    private final String vietnamese;
    private final String english;

    Code(
            int httpStatus,
            String acknowledgement,
            int hl7Error,
            Mender mender,
            boolean sendAgain,
            String vietnamese,
            String english) {
        this.httpStatus = httpStatus;
        this.acknowledgement = acknowledgement;
        this.hl7Error = hl7Error;
        this.mender = mender;
        this.sendAgain = sendAgain;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** MSA-1, HL7 table 0008: AA, AE or AR. */
    public String acknowledgement() {
        return acknowledgement;
    }

    /** ERR-3, HL7 table 0357. */
    public int hl7Error() {
        return hl7Error;
    }

    public Mender mender() {
        return mender;
    }

    /** True when repeating the same request may succeed and can do no harm. */
    public boolean sendAgain() {
        return sendAgain;
    }

    /** True for what is held only until a person confirms just this. */
    public boolean confirmable() {
        return this == EMPTY_OVER_FINAL || this == DAMAGED_DOCUMENT;
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }
}
