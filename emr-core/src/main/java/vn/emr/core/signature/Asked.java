package vn.emr.core.signature;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * What is to be signed, by whom and when. The same gives the same bytes in any process, so a signature that comes from
 * elsewhere minutes later still fits.
 *
 * @param at claimed time of signing
 * @param words why, such as the place of the signer in the form; at most 200 characters; null: not said
 * @param chain the certificate's own chain, as far as known
 * @param appearance null: nothing is drawn
 * @param evidence what else shows who signed and how, sealed with the document; at most 2 KiB; null: nothing
 */
public record Asked(
        UUID id,
        Instant at,
        String words,
        X509Certificate certificate,
        List<X509Certificate> chain,
        Algorithm algorithm,
        Appearance appearance,
        String evidence) {
    private static final int LONGEST_WORDS = 200;
    private static final int MOST_EVIDENCE = 2048;
    private static final int LONGEST_CHAIN = 10;

    /** @throws Refusal MALFORMED_FIELD when the key of the certificate cannot sign so, or a limit is passed */
    public Asked {
        chain = List.copyOf(chain);
        if (!algorithm.fits(certificate.getPublicKey())) {
            throw new Refusal(Code.MALFORMED_FIELD, "the key of the certificate does not sign in this way");
        }
        if (words != null && words.length() > LONGEST_WORDS || chain.size() > LONGEST_CHAIN) {
            throw new Refusal(Code.MALFORMED_FIELD, "too many words or certificates for one signature");
        }
        if (evidence != null && evidence.getBytes(StandardCharsets.UTF_8).length > MOST_EVIDENCE) {
            throw new Refusal(Code.MALFORMED_FIELD, "too much evidence for one signature");
        }
    }

    /** Without evidence. */
    public Asked(
            UUID id,
            Instant at,
            String words,
            X509Certificate certificate,
            List<X509Certificate> chain,
            Algorithm algorithm,
            Appearance appearance) {
        this(id, at, words, certificate, chain, algorithm, appearance, null);
    }

    /** Asked of a key that is at hand. */
    public static Asked of(UUID id, Instant at, String words, SigningKey key, Appearance appearance) {
        return new Asked(id, at, words, key.certificate(), key.chain(), key.algorithm(), appearance);
    }
}
