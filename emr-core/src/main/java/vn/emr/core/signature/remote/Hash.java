package vn.emr.core.signature.remote;

/**
 * What is to be signed.
 *
 * @param documentId the person sees it here and on the phone, to compare; letters, digits, dots, dashes and underscores
 * @param digest SHA-256, 32 bytes
 * @param words what it is, for the phone, without patient data; at most 100 characters
 */
public record Hash(String documentId, byte[] digest, String words) {
    private static final int DIGEST_BYTES = 32;

    /** @throws vn.emr.core.Refusal INVALID_REQUEST */
    public Hash {
        Request.must(documentId != null && documentId.matches("[A-Za-z0-9._-]{1,64}"), "no id of a document");
        Request.must(digest != null && digest.length == DIGEST_BYTES, "a hash of SHA-256 has 32 bytes");
        Request.must(words != null && words.matches("\\P{Cntrl}{1,100}"), "words of 1 to 100 characters are needed");
        digest = digest.clone();
    }

    @Override
    public byte[] digest() {
        return digest.clone();
    }
}
