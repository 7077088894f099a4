package vn.emr.core.signature;

/**
 * Where and what a visible signature shows. It is a picture for readers and proves nothing.
 *
 * @param anchor text of the form beside which it is drawn: the last page where it stands; null, or not found: the foot of the
 *     last page
 * @param text lines of it, such as who signed and when; at most 300 characters
 */
public record Appearance(String anchor, String text) {}
