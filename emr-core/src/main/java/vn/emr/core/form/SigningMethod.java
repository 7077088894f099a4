package vn.emr.core.form;

/** How a patient, or who signs for them, confirms (TT 13/2025/TT-BYT art. 3: other ways than a certificate). */
public enum SigningMethod {
    DRAWN("vẽ tay"),
    CODE("mã xác nhận"),
    FINGERPRINT("điểm chỉ trên thiết bị");

    private final String words;

    SigningMethod(String words) {
        this.words = words;
    }

    /** How it is called on paper. */
    public String words() {
        return words;
    }
}
