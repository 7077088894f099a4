package vn.emr.core.xml;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * The one reader of XML from outside. It opens no file and no connection: a DOCTYPE, an entity beyond the five of XML,
 * XInclude or the place of a schema ends the reading at once, and so does everything over its {@link XmlLimits}. A text
 * may come in several pieces. Faults are {@link Refusal}s that say where, and never quote the text.
 */
public final class SafeXml extends StreamReaderDelegate {
    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";
    private static final Set<String> SCHEMA_PLACES = Set.of("schemaLocation", "noNamespaceSchemaLocation");
    private static final XMLInputFactory FACTORY = factory();

    /** Bytes in which the XML declaration has to end. */
    private static final int DECLARATION = 256;
    /** The UTF-8 mark of the byte order, byte by byte. */
    private static final String MARK = "\u00ef\u00bb\u00bf";

    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]{0,39})[\"']");

    private final XmlLimits limits;
    private int depth;
    private long elements;
    private long text;

    private SafeXml(XMLStreamReader reader, XmlLimits limits) {
        super(reader);
        this.limits = limits;
    }

    /**
     * Reads from the first byte on; the character set is the one the text declares, else UTF-8.
     *
     * @throws Refusal UNREADABLE when it does not even begin as XML
     */
    public static SafeXml reading(InputStream bytes, XmlLimits limits) {
        try {
            return new SafeXml(FACTORY.createXMLStreamReader(decoded(new Counted(bytes, limits.bytes()))), limits);
        } catch (XMLStreamException | IOException e) {
            throw refusal(e);
        }
    }

    /** By ourselves and strictly: the parser would print what it cannot decode on the console. */
    private static Reader decoded(InputStream bytes) throws IOException {
        BufferedInputStream all = new BufferedInputStream(bytes);
        all.mark(DECLARATION);
        byte[] start = all.readNBytes(DECLARATION);
        all.reset();
        String head = new String(start, StandardCharsets.ISO_8859_1);
        if (head.startsWith(MARK)) {
            all.skipNBytes(MARK.length());
            return new InputStreamReader(all, StandardCharsets.UTF_8.newDecoder());
        }
        if (head.startsWith("\u00fe\u00ff") || head.startsWith("\u00ff\u00fe")) {
            return new InputStreamReader(all, StandardCharsets.UTF_16.newDecoder());
        }
        Matcher declared = ENCODING.matcher(head);
        try {
            Charset charset = declared.lookingAt() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
            return new InputStreamReader(all, charset.newDecoder());
        } catch (IllegalArgumentException e) {
            throw new Refusal(Code.UNREADABLE, "XML in the character set it names is not read here");
        }
    }

    /**
     * The kind of what comes next, as {@link XMLStreamConstants} number it.
     *
     * @throws Refusal UNREADABLE for what is not well formed or not permitted here, TOO_LARGE over a limit
     */
    @Override
    public int next() {
        int event;
        try {
            event = super.next();
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.END_ELEMENT -> {
                depth--;
                text = 0;
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text();
            case XMLStreamConstants.DTD -> throw forbidden("DOCTYPE");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw forbidden("an entity of its own");
            default -> {}
        }
        return event;
    }

    /** True while there is more; a fault shows with {@link #next}. */
    @Override
    public boolean hasNext() {
        return getEventType() != XMLStreamConstants.END_DOCUMENT;
    }

    private void start() {
        text = 0;
        if (++elements > limits.elements()) {
            throw over("elements in all", limits.elements());
        }
        if (++depth > limits.depth()) {
            throw over("elements within each other", limits.depth());
        }
        if (getAttributeCount() + getNamespaceCount() > limits.attributes()) {
            throw over("attributes of one element", limits.attributes());
        }
        named(getPrefix(), getLocalName());
        if (XINCLUDE.equals(getNamespaceURI())) {
            throw forbidden("XInclude");
        }
        for (int i = 0; i < getAttributeCount(); i++) {
            named(getAttributePrefix(i), getAttributeLocalName(i));
            if (XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(getAttributeNamespace(i))
                    && SCHEMA_PLACES.contains(getAttributeLocalName(i))) {
                throw forbidden("the place of a schema");
            }
        }
    }

    private void named(String prefix, String name) {
        int length = name.length() + (prefix == null || prefix.isEmpty() ? 0 : prefix.length() + 1);
        if (length > limits.name()) {
            throw over("characters of a name", limits.name());
        }
    }

    private void text() {
        text += getTextLength();
        if (text > limits.text()) {
            throw over("characters of one text", limits.text());
        }
    }

    private static Refusal forbidden(String what) {
        return new Refusal(Code.UNREADABLE, "XML with " + what + " is not read here");
    }

    private static Refusal over(String what, long limit) {
        return new Refusal(Code.TOO_LARGE, "XML may have at most " + limit + " " + what);
    }

    /** The parser's own words may quote the text and are not used. */
    private static Refusal refusal(Exception fault) {
        for (Throwable t = fault; t != null; t = t.getCause()) {
            if (t instanceof TooLong tooLong) {
                return over("bytes", tooLong.limit);
            }
        }
        if (fault instanceof XMLStreamException e && e.getNestedException() instanceof TooLong tooLong) {
            return over("bytes", tooLong.limit);
        }
        if (fault instanceof XMLStreamException e
                && e.getLocation() != null
                && e.getLocation().getLineNumber() > 0) {
            return new Refusal(
                    Code.UNREADABLE,
                    "not well-formed XML: line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber());
        }
        return new Refusal(Code.UNREADABLE, "not well-formed XML");
    }

    /** The parser of the JDK, whatever else stands on the class path: its switches are the ones set and tried here. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of the text is read");
        });
        return factory;
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;
        private final long limit;

        private TooLong(long limit) {
            super("too long");
            this.limit = limit;
        }
    }

    /** Counts the bytes that were really read. */
    private static final class Counted extends FilterInputStream {
        private final long limit;
        private long read;

        private Counted(InputStream bytes, long limit) {
            super(bytes);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = super.read(into, offset, length);
            count(Math.max(n, 0));
            return n;
        }

        private void count(int n) throws IOException {
            read += n;
            if (read > limit) {
                throw new TooLong(limit);
            }
        }
    }
}
