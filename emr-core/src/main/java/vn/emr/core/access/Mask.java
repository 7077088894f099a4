package vn.emr.core.access;

/**
 * Something of a record is hidden by a label (Luật 64/2006 as amended, art. 30; NĐ 356/2025): where, and under which label when even
 * that may be said.
 *
 * @param part the noun, such as {@code CONDITION}; {@code ENCOUNTER} stands for everything of a visit, {@code TEXTS} for its free words
 * @param nameVi of the label; null when the kind may not be said
 * @param nameEn likewise
 */
public record Mask(String part, String nameVi, String nameEn) {}
