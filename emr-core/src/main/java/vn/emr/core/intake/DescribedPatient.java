package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Refusal;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.Patient;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.Sex;

/** The person of a message that found no patient, put together for someone who compares. It is never stored. */
record DescribedPatient(Function<String, Optional<Translator>> translators) {
    Optional<Patient> of(Delivery delivery, UUID inboundId) {
        if (delivery.reading() == null || delivery.source() == null) {
            return Optional.empty();
        }
        List<Identifier> numbers;
        try {
            numbers = Task.named(delivery.reading().notices());
        } catch (Refusal severalPeople) {
            return Optional.empty();
        }
        Demographics said = delivery.reading().notices().stream()
                .filter(PatientStated.class::isInstance)
                .map(n -> ((PatientStated) n).demographics())
                .findFirst()
                .or(() -> translators
                        .apply(delivery.format())
                        .flatMap(t -> t.described(delivery.bytes(), delivery.source())))
                .orElse(Demographics.NONE);
        return Optional.of(patient(inboundId, numbers, said, delivery.source()));
    }

    private static Patient patient(UUID id, List<Identifier> numbers, Demographics d, Source source) {
        return new Patient(
                id,
                0,
                true,
                source.facilityId,
                numbers,
                d.names(),
                d.birth(),
                d.sex() == null ? Sex.UNKNOWN : d.sex(),
                d.addresses(),
                d.phones(),
                null,
                null,
                null,
                null,
                List.of(),
                null,
                false,
                null,
                List.of(),
                List.of(),
                new Provenance(source.id, source.name, id, Instant.EPOCH, Instant.EPOCH));
    }
}
