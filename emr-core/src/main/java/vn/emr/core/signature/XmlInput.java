package vn.emr.core.signature;

import java.io.ByteArrayInputStream;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.xml.SafeXml;
import vn.emr.core.xml.XmlLimits;

/**
 * What an XML text must be before the library reads it: safe as all XML from outside, and with signatures that speak of the
 * text itself and are computed by nothing that could be programmed.
 */
final class XmlInput {
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
    private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";
    private static final String FILTER = "http://www.w3.org/2002/06/xmldsig-filter2";

    /** The one thing that is computed, in its two forms: all but signatures, so that several people can sign one text. */
    private static final String NO_SIGNATURE = "not(ancestor-or-self::ds:Signature)";

    private static final String SIGNATURES = "/descendant::ds:Signature";

    private static final Set<String> TRANSFORMS = Set.of(
            "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            "http://www.w3.org/2000/09/xmldsig#base64",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments",
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
            XPATH,
            FILTER);

    private XmlInput() {}

    /**
     * Reads it once, to its end.
     *
     * @throws Refusal UNREADABLE, TOO_LARGE
     */
    static void mustBeSafe(byte[] file) {
        PdfInput.mustBeSmall(file);
        SafeXml text = SafeXml.reading(new ByteArrayInputStream(file), XmlLimits.of(PdfInput.LARGEST_FILE));
        while (text.hasNext()) {
            if (text.next() == XMLStreamConstants.START_ELEMENT) {
                look(text);
            }
        }
    }

    private static void look(SafeXml text) {
        boolean refused = false;
        if (FILTER.equals(text.getNamespaceURI())) {
            refused = !"XPath".equals(text.getLocalName())
                    || !"subtract".equals(text.getAttributeValue(null, "Filter"))
                    || !says(text, SIGNATURES);
        } else if (SIGNATURE.equals(text.getNamespaceURI())) {
            String uri = text.getAttributeValue(null, "URI");
            refused = uri != null && !uri.isEmpty() && !uri.startsWith("#")
                    || switch (text.getLocalName()) {
                        case "Transform" -> !TRANSFORMS.contains(text.getAttributeValue(null, "Algorithm"));
                        case "XPath" -> !says(text, NO_SIGNATURE);
                        default -> false;
                    };
        }
        if (refused) {
            throw new Refusal(Code.UNREADABLE, "XML signatures that use anything but their own text are not read here");
        }
    }

    /** Whether the element holds just this expression. */
    private static boolean says(SafeXml text, String expression) {
        return SIGNATURE.equals(text.getNamespaceURI("ds"))
                && text.next() == XMLStreamConstants.CHARACTERS
                && expression.equals(text.getText().strip())
                && text.next() == XMLStreamConstants.END_ELEMENT;
    }
}
