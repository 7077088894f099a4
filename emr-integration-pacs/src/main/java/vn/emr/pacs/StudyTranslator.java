package vn.emr.pacs;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.AtFault;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.StudyStated;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.MessageTypes;
import vn.emr.core.organization.Source;
import vn.emr.core.record.ImagingStudy.ReceivedIdentity;
import vn.emr.core.record.ImagingStudy.Series;
import vn.emr.core.record.TimePoint;

/** Reads one study with its series, as {@link StudyDocument} writes it, into what it says. */
@ApplicationScoped
public class StudyTranslator implements Translator {
    @Override
    public String format() {
        return "dicom+json";
    }

    @Override
    public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
        Source source = sources.byApplication(door, "", "").orElse(null);
        JsonNode document;
        try {
            document = StudyDocument.JSON.readTree(bytes);
        } catch (IOException e) {
            document = null;
        }
        if (document == null || !document.isArray() || !document.path(0).isObject()) {
            Refusal refusal = new Refusal(Code.UNREADABLE, "not an array of DICOM JSON data sets");
            return delivery(bytes, door, peer, source, "", StudyDocument.sha256(bytes), null, refusal);
        }
        List<String> remarks = new ArrayList<>();
        String change = new Dataset(document.get(0), remarks).text(Attribute.CHANGE);
        Reading reading = null;
        Refusal refusal = null;
        try {
            StudyStated notice = notice(document, source, remarks);
            reading =
                    new Reading(List.of(notice), 0, remarks.stream().distinct().toList());
        } catch (Refusal r) {
            refusal = r;
        }
        byte[] digest = StudyDocument.digest(document);
        return delivery(bytes, door, peer, source, change == null ? "" : change, digest, reading, refusal);
    }

    @Override
    public Optional<String> place(AtFault what, String messageType) {
        return what == AtFault.PATIENT_NUMBER ? Optional.of("(0010,0020)") : Optional.empty();
    }

    private Delivery delivery(
            byte[] bytes,
            String door,
            String peer,
            Source source,
            String controlId,
            byte[] digest,
            Reading reading,
            Refusal refusal) {
        return new Delivery(
                door,
                peer,
                format(),
                source,
                MessageTypes.STUDY,
                controlId,
                digest,
                bytes,
                null,
                reading,
                refusal,
                StudyTranslator::answer,
                null);
    }

    /** Nobody is waiting for it: the archive was asked. It is kept like every answer. */
    private static byte[] answer(Outcome outcome) {
        return outcome.kind().name().getBytes(StandardCharsets.UTF_8);
    }

    private static StudyStated notice(JsonNode document, Source source, List<String> remarks) {
        if (source == null) {
            throw new Refusal(Code.UNKNOWN_SENDER, "no archive is registered for this door");
        }
        if (!source.allows(MessageTypes.STUDY)) {
            throw new Refusal(Code.NOT_ALLOWED_FOR_SENDER, "the archive may not send studies");
        }
        Dataset study = new Dataset(document.get(0), remarks);
        String uid = study.uid(Attribute.STUDY_UID)
                .orElseThrow(() ->
                        new Refusal(Code.MALFORMED_FIELD, "the study has no valid unique identifier", "(0020,000D)"));
        List<Series> series = series(document, uid, remarks);
        Integer instances = study.number(Attribute.INSTANCES_IN_STUDY);
        String availability = study.text(Attribute.INSTANCE_AVAILABILITY);
        return new StudyStated(
                who(study, source),
                asked(study),
                uid,
                study.text(Attribute.ACCESSION_NUMBER),
                started(study, source.zoneId()),
                modalities(study, series),
                study.text(Attribute.STUDY_DESCRIPTION),
                series,
                instances != null
                        ? instances
                        : series.stream().mapToInt(Series::instances).sum(),
                !"OFFLINE".equals(availability) && !"UNAVAILABLE".equals(availability),
                received(study));
    }

    private static PatientRef who(Dataset study, Source source) {
        String id = study.text(Attribute.PATIENT_ID);
        String issuer = study.text(Attribute.ISSUER_OF_PATIENT_ID);
        return new PatientRef(
                id == null
                        ? List.of()
                        : List.of(Notice.patientNumber(issuer == null ? source.patientDomain : issuer, id)));
    }

    private static ReceivedIdentity received(Dataset study) {
        return new ReceivedIdentity(
                study.text(Attribute.PATIENT_ID),
                study.text(Attribute.ISSUER_OF_PATIENT_ID),
                study.name(Attribute.PATIENT_NAME),
                study.text(Attribute.BIRTH_DATE),
                study.text(Attribute.SEX));
    }

    /** An archive does not say when it learned something; what it answers is so at the time it is asked. */
    private static Instant asked(Dataset study) {
        return Optional.ofNullable(study.text(Attribute.ASKED_AT))
                .flatMap(text -> TimePoint.parse(text, ZoneOffset.UTC))
                .map(TimePoint::from)
                .orElseThrow(() -> new Refusal(
                        Code.REQUIRED_FIELD_MISSING, "when the archive was asked is missing", "(0009,1001)"));
    }

    /** Date and time of the study as exactly as they were given; a time that cannot be is left out, not the date. */
    private static TimePoint started(Dataset study, ZoneId zone) {
        String date =
                Objects.requireNonNullElse(study.text(Attribute.STUDY_DATE), "").replaceAll("[.-]", "");
        String time =
                Objects.requireNonNullElse(study.text(Attribute.STUDY_TIME), "").replace(":", "");
        String offset = Objects.requireNonNullElse(study.text(Attribute.TIMEZONE_OFFSET), "");
        boolean whole = date.length() == 8 && !time.isEmpty();
        return (whole ? TimePoint.parse(date + time + offset, zone) : Optional.<TimePoint>empty())
                .or(() -> TimePoint.parse(date, zone))
                .orElse(null);
    }

    private static List<String> modalities(Dataset study, List<Series> series) {
        List<String> inStudy = study.texts(Attribute.MODALITIES_IN_STUDY);
        return inStudy.isEmpty()
                ? series.stream()
                        .map(Series::modality)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList()
                : inStudy.stream().distinct().sorted().toList();
    }

    private static List<Series> series(JsonNode document, String studyUid, List<String> remarks) {
        List<Series> series = new ArrayList<>();
        for (int i = 1; i < document.size(); i++) {
            Dataset one = new Dataset(document.get(i), remarks);
            Optional<String> uid = one.uid(Attribute.SERIES_UID);
            String ofStudy = one.text(Attribute.STUDY_UID);
            if (uid.isEmpty() || ofStudy != null && !ofStudy.equals(studyUid)) {
                remarks.add("a series without a valid unique identifier, or of another study, was left out");
                continue;
            }
            Integer instances = one.number(Attribute.INSTANCES_IN_SERIES);
            series.add(new Series(
                    uid.get(),
                    one.number(Attribute.SERIES_NUMBER),
                    one.text(Attribute.MODALITY),
                    one.text(Attribute.SERIES_DESCRIPTION),
                    one.text(Attribute.BODY_PART),
                    instances == null ? 0 : instances));
        }
        series.sort(Comparator.comparing(Series::number, Comparator.nullsLast(Integer::compare))
                .thenComparing(Series::uid));
        return List.copyOf(series);
    }
}
