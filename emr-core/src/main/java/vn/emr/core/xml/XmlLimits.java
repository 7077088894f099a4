package vn.emr.core.xml;

/**
 * How much of an XML text is read before it is refused.
 *
 * @param depth elements within each other
 * @param attributes of one element, namespace declarations counted
 * @param name characters of one name, with its prefix
 * @param text characters between two tags
 * @param elements of the whole: many small ones take far more memory than their bytes
 * @param bytes of the whole
 */
public record XmlLimits(int depth, int attributes, int name, long text, long elements, long bytes) {
    private static final int DEPTH = 64;
    private static final int ATTRIBUTES = 64;
    private static final int NAME = 200;
    private static final int ELEMENTS = 500_000;

    /** The limits of the house, for a text of at most so many bytes. */
    public static XmlLimits of(long bytes) {
        return new XmlLimits(DEPTH, ATTRIBUTES, NAME, bytes, ELEMENTS, bytes);
    }
}
