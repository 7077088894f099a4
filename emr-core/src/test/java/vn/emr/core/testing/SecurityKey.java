package vn.emr.core.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import vn.emr.core.access.Passkeys;

/** A security key with a browser around it, as WebAuthn Level 2 describes both (6.1, 6.5, 5.8.1). */
public final class SecurityKey {
    private static final byte PRESENT = 0x01;
    private static final byte WITH_KEY = 0x40;

    private final KeyPair pair;
    private final byte[] id = new byte[32];
    private int count;

    public SecurityKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        new SecureRandom().nextBytes(id);
    }

    /** What the browser answers on a page of this address. */
    public Passkeys.NewKey make(String name, String origin, Passkeys.ToMake asked) {
        byte[] data = authenticatorData(asked.rpId(), (byte) (PRESENT | WITH_KEY), described());
        byte[] object = concat(
                hex("a363666d74646e6f6e656761747453746d74a0686175746844617461"),
                new byte[] {0x59, (byte) (data.length >> 8), (byte) data.length},
                data);
        return new Passkeys.NewKey(name, text(clientData("webauthn.create", asked.challenge(), origin)), text(object));
    }

    /** What the browser answers on a page of this address when the person touches the key. */
    public Passkeys.Signed sign(String origin, Passkeys.ToSign asked) {
        count++;
        return sign("webauthn.get", origin, asked, PRESENT);
    }

    /** As a copy of the key would that was made before its last signatures. */
    public Passkeys.Signed signAsCopy(String origin, Passkeys.ToSign asked) {
        count = 1;
        return sign("webauthn.get", origin, asked, PRESENT);
    }

    /** As a key that nobody touched. */
    public Passkeys.Signed signUntouched(String origin, Passkeys.ToSign asked) {
        count++;
        return sign("webauthn.get", origin, asked, (byte) 0);
    }

    private Passkeys.Signed sign(String type, String origin, Passkeys.ToSign asked, byte flags) {
        byte[] data = authenticatorData(asked.rpId(), flags, new byte[0]);
        byte[] client = clientData(type, asked.challenge(), origin);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(concat(data, sha256(client)));
            return new Passkeys.Signed(text(id), text(client), text(data), text(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] authenticatorData(String rpId, byte flags, byte[] key) {
        return concat(
                sha256(rpId.getBytes(StandardCharsets.UTF_8)),
                ByteBuffer.allocate(5).put(flags).putInt(count).array(),
                key);
    }

    /** No maker, the id, and the public key as COSE writes it. */
    private byte[] described() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return concat(
                new byte[16],
                new byte[] {0, (byte) id.length},
                id,
                hex("a5010203262001215820"),
                coordinate(key.getW().getAffineX().toByteArray()),
                hex("225820"),
                coordinate(key.getW().getAffineY().toByteArray()));
    }

    private static byte[] coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] clientData(String type, String challenge, String origin) {
        return """
                {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(type, challenge, origin).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
