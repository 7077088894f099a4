package vn.emr.core.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.Asked;
import vn.emr.core.signing.PatientSigning.State;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Transaction;

/**
 * What is sealed of what a patient said: the same gives the same bytes, also when the seal comes minutes later.
 *
 * @param name of the patient, or who signed for them
 * @param evidence lies in the signature; JSON
 * @param secondWitness account; null: the one who seals it alone saw it
 */
record PatientSeal(PatientSigning signing, String name, String evidence, UUID secondWitness) {
    private static final int LONGEST_NAME = 80;

    /**
     * @param patient as the record calls them, for who signs themselves
     * @param second name of the second witness
     */
    static PatientSeal of(PatientSigning one, String patient, String witness, UUID secondWitness, String second) {
        String name = one.answer().name() != null ? one.answer().name() : cut(patient);
        return new PatientSeal(
                one, name, PatientSigning.json(evidence(one, name, cut(witness), cut(second))), secondWitness);
    }

    /** As it was asked for before. */
    static PatientSeal again(PatientSigning one, String evidence, UUID secondWitness) {
        try {
            String name = PatientSigning.JSON.readTree(evidence).path("name").textValue();
            return new PatientSeal(one, name, evidence, secondWitness);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept evidence cannot be read");
        }
    }

    /** The file the patient saw is the first bytes of every later one, so it can be told from any copy. */
    private static Map<String, Object> evidence(PatientSigning one, String name, String witness, String second) {
        PatientAnswer.Kept answer = one.answer();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("document", answer.sha256());
        all.put("bytes", answer.bytes());
        all.put("signer", answer.signer());
        all.put("name", name);
        all.put("relation", answer.relation());
        all.put("relationWords", answer.relationWords());
        all.put("because", answer.because());
        all.put("method", answer.method());
        all.put("match", answer.match());
        all.put("drawing", one.drawing() == null ? null : BlobStore.name(one.drawing()));
        all.put("at", answer.at());
        all.put("address", answer.address());
        all.put("device", answer.device());
        all.put("witness", witness);
        all.put("secondWitness", second);
        all.values().removeIf(Objects::isNull);
        return all;
    }

    private static String cut(String name) {
        return name == null || name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /** @param witness whose key it is: it only confirms, and the words say so */
    Asked asked(UUID id, Instant at, String witness, SigningKeys.Kept held) {
        String how = signing.answer().words(signing.role());
        return Signers.ofPatient(id, at, signing.words(), how, name, cut(witness), held, evidence);
    }

    /** @throws Refusal CONFLICT when the signing is over already */
    void keep(Transaction t, UUID signature, UUID witness) {
        if (!signing.end(t, State.SIGNED, State.CONFIRMED)) {
            throw new Refusal(Code.CONFLICT, "this is over already");
        }
        PatientAnswer.Kept answer = signing.answer();
        t.update(
                """
                insert into patient_signature (signature_id, tenant_id, signing_id, method, signer, relation, relation_words, because,
                                               evidence, drawing, address, device, witness_id, second_witness_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
                """,
                signature,
                signing.tenantId(),
                signing.id(),
                answer.method().name(),
                answer.signer().name(),
                answer.relation() == null ? null : answer.relation().name(),
                answer.relationWords(),
                answer.because(),
                evidence,
                signing.drawing() == null ? null : BlobStore.name(signing.drawing()),
                answer.address(),
                answer.device(),
                witness,
                secondWitness);
    }
}
