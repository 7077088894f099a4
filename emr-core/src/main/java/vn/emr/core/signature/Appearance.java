package vn.emr.core.signature;

/**
 * Where and what a visible signature shows. It is a picture for readers and proves nothing.
 *
 * @param anchor text of the form under which it is drawn, where it stands last in the file; null, or not found: low on the
 *     last page. Never over letters or another signature; with no free place nothing is drawn
 * @param text lines of it, such as who signed and when; of more than 300 characters or 4 lines the rest is left out
 */
public record Appearance(String anchor, String text) {}
