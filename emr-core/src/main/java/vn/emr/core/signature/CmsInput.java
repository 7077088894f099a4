package vn.emr.core.signature;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What a CMS container (RFC 5652) must be before the library reads it: one value from the first byte to the last, neither deep nor in
 * many pieces, that holds what it signs, and whose signatures say what they are made over.
 */
final class CmsInput {
    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;
    private static final int INDEFINITE = -1;
    private static final int DEEPEST = 40;
    private static final int MOST_VALUES = 500_000;

    /** 1.2.840.113549.1.7.2, signedData. */
    private static final byte[] SIGNED_DATA = {
        0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 2
    };

    private final byte[] file;
    private final Deque<Integer> ends = new ArrayDeque<>();
    private int at;
    private int values;

    private CmsInput(byte[] file) {
        this.file = file;
    }

    /** Whether it says of itself that it is signed data. */
    static boolean begins(byte[] file) {
        if (file.length < 16 || file[0] != SEQUENCE) {
            return false;
        }
        int type = 2 + ((file[1] & 0x80) == 0 ? 0 : file[1] & 0x7f);
        for (int i = 0; i < SIGNED_DATA.length; i++) {
            if (type + i >= file.length || file[type + i] != SIGNED_DATA[i]) {
                return false;
            }
        }
        return true;
    }

    /** @throws Refusal UNREADABLE, TOO_LARGE */
    static void mustBeSafe(byte[] file) {
        PdfInput.mustBeSmall(file);
        new CmsInput(file).walk();
        try {
            CMSSignedData signed = new CMSSignedData(file);
            if (signed.isDetachedSignature() || signed.getSignedContent() == null) {
                throw new Refusal(Code.UNREADABLE, "the file holds signatures without what they sign");
            }
            for (SignerInformation signer : signed.getSignerInfos().getSigners()) {
                // A signature over the bare content could be one over attributes that somebody calls content.
                if (signer.getSignedAttributes() == null) {
                    throw new Refusal(Code.UNREADABLE, "CMS signatures without signed attributes are not read here");
                }
            }
        } catch (CMSException | RuntimeException unreadable) {
            throw unreadable instanceof Refusal refusal ? refusal : unreadable();
        }
    }

    /** Reads heads alone, so that no length it claims is believed and no depth costs a stack. */
    private void walk() {
        do {
            value();
            while (!ends.isEmpty() && ends.peek() == at) {
                ends.pop();
            }
        } while (!ends.isEmpty());
        if (at != file.length) {
            throw unreadable();
        }
    }

    private void value() {
        if (++values > MOST_VALUES) {
            throw new Refusal(Code.TOO_LARGE, "the signed file has too many parts");
        }
        int tag = next();
        if ((tag & 0x1f) == 0x1f) {
            // Nothing in signed data has a tag above 30.
            throw unreadable();
        }
        int length = length();
        if (tag == 0 && length == 0 && !ends.isEmpty() && ends.peek() == INDEFINITE) {
            ends.pop();
            return;
        }
        boolean inside = (tag & CONSTRUCTED) != 0;
        if (length == INDEFINITE && !inside || length > room()) {
            throw unreadable();
        }
        if (!inside) {
            at += length;
        } else if (length != 0) {
            if (ends.size() == DEEPEST) {
                throw unreadable();
            }
            ends.push(length == INDEFINITE ? INDEFINITE : at + length);
        }
    }

    /** Bytes left in the value around; where that has no end of its own, in the one around it. */
    private int room() {
        return ends.stream().filter(end -> end != INDEFINITE).findFirst().orElse(file.length) - at;
    }

    private int length() {
        int first = next();
        if (first < 0x80) {
            return first;
        }
        int bytes = first & 0x7f;
        if (bytes == 0) {
            return INDEFINITE;
        }
        if (bytes > 4) {
            throw unreadable();
        }
        long length = 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | next();
        }
        if (length > file.length) {
            throw unreadable();
        }
        return (int) length;
    }

    private int next() {
        if (room() <= 0) {
            throw unreadable();
        }
        return file[at++] & 0xff;
    }

    private static Refusal unreadable() {
        return new Refusal(Code.UNREADABLE, "the signatures of the file cannot be read");
    }
}
