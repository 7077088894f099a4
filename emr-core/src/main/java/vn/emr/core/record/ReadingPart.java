package vn.emr.core.record;

import java.util.regex.Pattern;

/** The parts of what a reader of pictures writes, as their names tell them. */
public enum ReadingPart {
    CONCLUSION("ket luan|conclusion|impression|nhan xet|chan doan"),
    ADVICE("de nghi|recommend"),
    TECHNIQUE("ky thuat|technique"),
    /** Everything that is none of the others. */
    DESCRIPTION("");

    private final Pattern name;

    ReadingPart(String name) {
        this.name = Pattern.compile(name);
    }

    /** By the name of a value in Vietnamese or English, however it is accented; null is a description. */
    public static ReadingPart of(String name) {
        String plain = name == null ? "" : PersonName.unaccented(name);
        for (ReadingPart part : values()) {
            if (part.name.matcher(plain).find()) {
                return part;
            }
        }
        return DESCRIPTION;
    }
}
