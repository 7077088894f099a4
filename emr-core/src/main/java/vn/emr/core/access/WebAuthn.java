package vn.emr.core.access;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import java.util.List;
import java.util.Optional;

/**
 * Judges what authenticators answer (WebAuthn Level 2, 7.1 and 7.2): challenge, origin, relying party, presence of a person,
 * signature, and a counter that grows. Attestation is not asked for: which make of key somebody has is no matter of ours.
 */
final class WebAuthn {
    /** ES256, EdDSA, RS256, the best known first. */
    static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private static final ObjectConverter FORMATS = new ObjectConverter();
    private static final WebAuthnManager JUDGE = WebAuthnManager.createNonStrictWebAuthnManager(FORMATS);
    private static final AttestedCredentialDataConverter KEYS = new AttestedCredentialDataConverter(FORMATS);

    /** What is kept of an authenticator. */
    record Key(byte[] credentialId, byte[] publicKey, long signCount) {}

    /** What a browser brings of a key for the first time. */
    record Made(byte[] clientData, byte[] attestation) {}

    /** What a browser brings of a key that signed. */
    record Signed(byte[] clientData, byte[] authenticatorData, byte[] signature) {}

    private WebAuthn() {}

    /** The new key; empty when anything of it is not as it should be. */
    static Optional<Key> made(String origin, byte[] challenge, Made answer) {
        try {
            AuthenticatorData<?> data = JUDGE.verify(
                            new RegistrationRequest(answer.attestation(), answer.clientData()),
                            new RegistrationParameters(at(origin, challenge), parameters(), false, true))
                    .getAttestationObject()
                    .getAuthenticatorData();
            return Optional.of(new Key(
                    data.getAttestedCredentialData().getCredentialId(),
                    KEYS.convert(data.getAttestedCredentialData()),
                    data.getSignCount()));
        } catch (VerificationException | DataConversionException e) {
            return Optional.empty();
        }
    }

    /** The counter of the key after it signed; empty when it did not sign this, here. */
    static Optional<Long> signed(String origin, byte[] challenge, Key key, Signed answer) {
        try {
            AuthenticationData data = JUDGE.verify(
                    new AuthenticationRequest(
                            key.credentialId(), answer.authenticatorData(), answer.clientData(), answer.signature()),
                    new AuthenticationParameters(at(origin, challenge), kept(key), null, false, true));
            return Optional.of(data.getAuthenticatorData().getSignCount());
        } catch (VerificationException | DataConversionException e) {
            return Optional.empty();
        }
    }

    private static CredentialRecordImpl kept(Key key) {
        return new CredentialRecordImpl(
                null, null, null, null, key.signCount(), KEYS.convert(key.publicKey()), null, null, null, null);
    }

    private static List<PublicKeyCredentialParameters> parameters() {
        return ALGORITHMS.stream()
                .map(number -> new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
                .toList();
    }

    private static ServerProperty at(String origin, byte[] challenge) {
        Origin here = new Origin(origin);
        return new ServerProperty(here, here.getHost(), new DefaultChallenge(challenge));
    }
}
