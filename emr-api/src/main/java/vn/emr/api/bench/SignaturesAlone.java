package vn.emr.api.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.emr.core.Ids;
import vn.emr.core.signature.Asked;
import vn.emr.core.signature.Authorities;
import vn.emr.core.signature.Certificates;
import vn.emr.core.signature.Level;
import vn.emr.core.signature.Pades;
import vn.emr.core.signature.Pkcs12Key;
import vn.emr.core.signature.Signed;
import vn.emr.core.signature.TrustList;
import vn.emr.core.signature.Verdict;
import vn.emr.core.signature.Verifier;
import vn.emr.core.signature.trial.TrialAuthority;

/** Signing and checking in this virtual machine, without server and database. */
final class SignaturesAlone implements AutoCloseable {
    private static final double WARM_UP_SECONDS = 15;
    private static final double SECONDS = 10;
    private static final int CHECKS = 60;
    private static final int SIGNERS = 3;
    /** About what a signature of a document signs. */
    private static final int ATTRIBUTES = 300;

    private final byte[] pdf;
    private final Clock clock;
    private final TrialAuthority authority;
    private final TrustList trusted;
    private final Authorities authorities;
    private final Pades pades;
    private final Verifier verifier = new Verifier();

    /** @param pdf that nobody signed yet */
    SignaturesAlone(byte[] pdf, Clock clock) {
        this.pdf = pdf;
        this.clock = clock;
        authority = TrialAuthority.start(null, 0, clock);
        trusted = TrustList.of(authority.authorities());
        authorities = new Authorities(Optional.of(authority.timestampAddress()));
        pades = new Pades(authorities, new Certificates(authorities, clock));
    }

    /** Signatures a second of an RSA key of 2048 bits over a few bytes, and nothing else. */
    double bare() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.generateKeyPair().getPrivate());
        Load.Worker signing = worker(() -> {
            signature.update(new byte[ATTRIBUTES]);
            signature.sign();
        });
        Load.run(1, 2, () -> signing);
        return Load.run(1, 3, () -> signing).perSecond();
    }

    /** Files signed a second at level LT, one after the other. */
    double pades() throws Exception {
        try (Pkcs12Key key = key(1)) {
            Load.Worker signing = worker(() -> sign(pdf, key));
            Load.run(1, WARM_UP_SECONDS, () -> signing);
            return Load.run(1, SECONDS, () -> signing).perSecond();
        }
    }

    /** How long it takes to check a file that three people signed. */
    double checkedMillis() throws IOException {
        byte[] file = pdf;
        for (int i = 1; i <= SIGNERS; i++) {
            try (Pkcs12Key key = key(i)) {
                file = sign(file, key);
            }
        }
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < 2 * CHECKS; i++) {
            long begun = System.nanoTime();
            List<Verdict> verdicts = verifier.verify(file, trusted, clock.instant());
            if (i >= CHECKS) {
                millis.add((System.nanoTime() - begun) / 1e6);
            }
            if (verdicts.size() != SIGNERS || verdicts.stream().anyMatch(v -> v.state() != Verdict.State.VALID)) {
                throw new IOException("not three valid signatures");
            }
        }
        return Load.median(millis);
    }

    private byte[] sign(byte[] file, Pkcs12Key key) throws IOException {
        Asked asked =
                Asked.of(Ids.next(), clock.instant().truncatedTo(ChronoUnit.SECONDS), "Bác sỹ điều trị", key, null);
        Signed signed = pades.sign(file, asked, key, trusted);
        if (signed.level() != Level.LT) {
            throw new IOException("not signed as LT: " + signed.warnings());
        }
        return signed.file();
    }

    private Pkcs12Key key(int number) {
        var issued = authority.issue("BS Mẫu " + number, "Bệnh viện Mẫu", "Khoa Nội");
        return Pkcs12Key.open(issued.pkcs12(), issued.pin().toCharArray());
    }

    private interface Act {
        void once() throws IOException, GeneralSecurityException;
    }

    private static Load.Worker worker(Act act) {
        return new Load.Worker() {
            @Override
            public void once() throws IOException, GeneralSecurityException {
                act.once();
            }

            @Override
            public void close() {
                // What it signs with is closed by who made it.
            }
        };
    }

    @Override
    public void close() {
        authorities.close();
        authority.close();
    }
}
