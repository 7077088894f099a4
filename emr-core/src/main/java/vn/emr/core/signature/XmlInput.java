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
    private static final Set<String> TRANSFORMS = Set.of(
            "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
            "http://www.w3.org/2000/09/xmldsig#base64",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments",
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");

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
            if (text.next() == XMLStreamConstants.START_ELEMENT && SIGNATURE.equals(text.getNamespaceURI())) {
                look(text);
            }
        }
    }

    private static void look(SafeXml text) {
        String algorithm = text.getAttributeValue(null, "Algorithm");
        String uri = text.getAttributeValue(null, "URI");
        boolean elsewhere = uri != null && !uri.isEmpty() && !uri.startsWith("#");
        boolean programmed = "Transform".equals(text.getLocalName()) && !TRANSFORMS.contains(algorithm);
        if (elsewhere || programmed) {
            throw new Refusal(Code.UNREADABLE, "XML signatures that use anything but their own text are not read here");
        }
    }
}
