package vn.emr.core.signature;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.audit.Digest;

/** Prints the digest of what is to be signed: a server that was started again, in another place of the world. */
final class ToBeSigned {
    private ToBeSigned() {}

    static List<String> arguments(byte[] file, Asked asked) throws Exception {
        Path copy = Files.createTempFile("to-be-signed", ".pdf");
        copy.toFile().deleteOnExit();
        Files.write(copy, file);
        List<String> arguments = new ArrayList<>(
                List.of(copy.toString(), asked.id().toString(), asked.at().toString(), asked.words()));
        Appearance shown = asked.appearance();
        arguments.add(
                shown == null ? "" : HexFormat.of().formatHex(shown.anchor().getBytes(StandardCharsets.UTF_8)));
        arguments.add(shown == null ? "" : HexFormat.of().formatHex(shown.text().getBytes(StandardCharsets.UTF_8)));
        for (X509Certificate one : asked.chain()) {
            arguments.add(HexFormat.of().formatHex(one.getEncoded()));
        }
        return arguments;
    }

    /** @param arguments file, id, time, words, anchor and text in hexadecimal digits, chain */
    public static void main(String[] arguments) throws Exception {
        List<X509Certificate> chain = new ArrayList<>();
        for (int i = 6; i < arguments.length; i++) {
            chain.add((X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(HexFormat.of().parseHex(arguments[i]))));
        }
        Asked asked = new Asked(
                UUID.fromString(arguments[1]),
                Instant.parse(arguments[2]),
                arguments[3],
                chain.getFirst(),
                chain,
                Algorithm.RSA_PKCS1_SHA256,
                arguments[4].isEmpty() ? null : new Appearance(text(arguments[4]), text(arguments[5])));
        Authorities nobody = new Authorities(Optional.empty());
        Pades pades = new Pades(nobody, new Certificates(nobody, Clock.systemUTC()));
        byte[] toBeSigned = pades.toBeSigned(Files.readAllBytes(Path.of(arguments[0])), asked);
        System.out.println(HexFormat.of().formatHex(Digest.sha256().digest(toBeSigned)));
    }

    private static String text(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_8);
    }
}
