package vn.emr.core.printing;

import java.util.List;
import java.util.function.Supplier;
import vn.emr.core.access.PrintAccess.Shown;
import vn.emr.core.form.Form;

/**
 * One entry of the contents of a printed record.
 *
 * @param place before or after other parts
 * @param tab under which it lies
 * @param when what it tells of took place, in words
 * @param shown a sheet, several of one form that follow each other, or a result
 * @param pages its pages as XHTML, each text read when it is drawn; none: no form prints it, and the contents say so
 */
record Part(
        int place,
        Form.Group tab,
        String form,
        String title,
        String when,
        List<Shown> shown,
        List<Supplier<String>> pages) {
    /** The words of a tab on paper. */
    static String words(Form.Group tab) {
        return switch (tab) {
            case ADMIN -> "Hành chính";
            case HISTORY -> "Bệnh án";
            case TREATMENT -> "Điều trị";
            case CARE -> "Chăm sóc";
            case RESULT -> "Cận lâm sàng";
            case SURGERY -> "Phẫu thuật, thủ thuật";
            case CONSENT -> "Cam kết";
            case DISCHARGE -> "Ra viện, giấy tờ";
        };
    }
}
