package vn.emr.core.printing;

import java.time.Instant;

/**
 * What a paper made from an electronic record must carry (NĐ 137/2024/NĐ-CP, art. 4–5): the system, its owner, who made it and when,
 * and a code by which it is looked up.
 *
 * @param system the name of this system
 * @param owner the facility that answers for the record
 * @param person who printed it
 * @param code by which the print is found in the trace
 * @param address where the code is looked up, as the QR code says it; null prints the code alone
 * @param watermark words across each page; null for none
 */
public record Conversion(
        String system, String owner, Instant at, String person, String code, String address, Watermark watermark) {

    /** The same with other words across each page. */
    Conversion marked(Watermark words) {
        return new Conversion(system, owner, at, person, code, address, words);
    }

    /** Words across a page. */
    public enum Watermark {
        PRINT("BẢN IN"),
        EXTRACT("TRÍCH LỤC"),
        /** What is shown before it is kept, or not complete. */
        DRAFT("BẢN NHÁP"),
        /** Of a form that is being drawn. */
        TRIAL("BẢN THỬ"),
        /** Takes the place of one that was signed before (TT 25/2025/TT-BYT). */
        REISSUED("CẤP LẠI"),
        CANCELLED("ĐÃ HỦY");

        private final String words;

        Watermark(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
