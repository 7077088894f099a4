package vn.emr.core.signature.remote;

import java.util.Map;

/** Where a request stands. All but {@link Waiting} are final: to sign after them, another request is begun by another id. */
public sealed interface Outcome {
    /** The person has not decided. */
    record Waiting() implements Outcome {}

    /**
     * The person agreed.
     *
     * @param values by document: a signature over its hash, checked with the certificate; ECDSA as DER
     */
    record Done(Map<String, byte[]> values) implements Outcome {
        public Done {
            values = Map.copyOf(values);
        }
    }

    /** The person said no; nothing of the batch is signed for us, even where an earlier part of it was agreed to. */
    record Refused() implements Outcome {}

    /** Nobody decided in time, or this server ended meanwhile and what was agreed to is lost. */
    record Expired() implements Outcome {}

    /**
     * It came to nothing.
     *
     * @param code what the service calls its reason, in capitals; {@link #WRONG_VALUE}; {@link #UNREACHABLE}
     */
    record Failed(String code) implements Outcome {
        /** What came back is no signature by this key over these hashes: another key's, of another hash, missing, too many. */
        public static final String WRONG_VALUE = "WRONG_VALUE";
        /** The service broke off after the person was asked, and cannot be asked what became of it. */
        public static final String UNREACHABLE = "UNREACHABLE";

        private static final int LONGEST = 40;

        /** Keeps of a code of a service only what cannot say more than a code. */
        static Failed by(String code) {
            String safe = code.strip().toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
            return new Failed(safe.substring(0, Math.min(LONGEST, safe.length())));
        }
    }
}
