package vn.emr.core.imaging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Purpose;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.store.Database;

/**
 * Shows the images of a chart: every request is judged like every other reading of the chart, the opening of a study is traced once
 * within the visit to the chart, and only then the archive is asked. A judgement holds for {@value #TRUSTED_SECONDS} s for the same
 * session, as rights do, so that frames come as fast as they are scrolled; the metadata of a series is kept for
 * {@value #KEPT_MINUTES} minutes, and not beyond the next version of the study.
 */
@ApplicationScoped
public class StudyViewing {
    private static final int TRUSTED_SECONDS = 5;
    private static final int KEPT_MINUTES = 10;
    private static final int MOST_JUDGED = 10_000;
    private static final long METADATA_BYTES = 64L * 1024 * 1024;
    private static final String DOCUMENT = "00420011";
    private static final String DOCUMENT_TYPE = "00420012";

    /** Who asks for a study of which chart. */
    public record Asked(Caller caller, UUID patientId, UUID studyId) {}

    private record Judged(UUID tenant, UUID caller, UUID session, Purpose purpose, UUID patient, UUID study) {}

    private record Kept(UUID source, String series, int version) {}

    private final Access access;
    private final Database database;
    private final Sources sources;
    private final ArchiveImages images;
    private final Cache<Judged, ViewedStudy> judged;
    private final Cache<Kept, SeriesMetadata> metadata;

    @Inject
    public StudyViewing(Access access, Database database, Sources sources, ArchiveImages images) {
        this(access, database, sources, images, Ticker.systemTicker());
    }

    public StudyViewing(Access access, Database database, Sources sources, ArchiveImages images, Ticker ticker) {
        this.access = access;
        this.database = database;
        this.sources = sources;
        this.images = images;
        this.judged = Caffeine.newBuilder()
                .maximumSize(MOST_JUDGED)
                .expireAfterWrite(Duration.ofSeconds(TRUSTED_SECONDS))
                .ticker(ticker)
                .build();
        this.metadata = Caffeine.newBuilder()
                .maximumWeight(METADATA_BYTES)
                .weigher((Kept key, SeriesMetadata one) -> one.json().length)
                .expireAfterWrite(Duration.ofMinutes(KEPT_MINUTES))
                .ticker(ticker)
                .build();
    }

    /**
     * What the archive says of all instances of a series, as DICOM JSON without any address of the archive.
     *
     * @throws Refusal as {@link Access#open}; NOT_FOUND, traced, when the chart has no such study or the study no such series;
     *     others as {@link ArchiveImages}
     */
    public byte[] metadata(Asked asked, String series) {
        return of(asked, study(asked), series).json();
    }

    /**
     * One frame.
     *
     * @param frame counted from 1
     * @throws Refusal as {@link #metadata}
     */
    public Fetched frame(Asked asked, String series, String instance, int frame) {
        if (frame < 1) {
            throw new Refusal(Code.MALFORMED_FIELD, "frames are counted from 1");
        }
        ViewedStudy study = study(asked);
        return images.frame(archive(study), instance(asked, study, series, instance), frame);
    }

    /**
     * A picture for looking over, as JPEG.
     *
     * @throws Refusal as {@link #metadata}; NOT_APPLICABLE for what cannot be drawn, such as a structured report
     */
    public Fetched rendered(Asked asked, String series, String instance) {
        ViewedStudy study = study(asked);
        return images.rendered(archive(study), instance(asked, study, series, instance));
    }

    /**
     * A value that the metadata refers to.
     *
     * @param place where it stands in the data set, as {@link SeriesMetadata} names it
     * @throws Refusal as {@link #metadata}
     */
    public byte[] bulk(Asked asked, String series, String instance, String place) {
        ViewedStudy study = study(asked);
        Instance of = instance(asked, study, series, instance);
        String reference = of(asked, study, series).reference(of.uid(), place).orElseThrow(() -> missing(asked));
        return images.bulk(archive(study), study.uid(), reference);
    }

    /**
     * A report or letter that came as an image object (encapsulated PDF, PS3.3 A.45.1).
     *
     * @throws Refusal as {@link #metadata}; NOT_APPLICABLE when the object is no PDF
     */
    public byte[] document(Asked asked, String series, String instance) {
        ViewedStudy study = study(asked);
        Instance of = instance(asked, study, series, instance);
        SeriesMetadata known = of(asked, study, series);
        if (!known.text(of, DOCUMENT_TYPE).filter("application/pdf"::equals).isPresent()) {
            throw new Refusal(Code.NOT_APPLICABLE, "this object is no PDF");
        }
        byte[] bytes = known.inline(of, DOCUMENT).orElseGet(() -> bulk(asked, series, instance, DOCUMENT));
        if (bytes.length < 5 || bytes[0] != '%' || bytes[1] != 'P' || bytes[2] != 'D' || bytes[3] != 'F') {
            throw new Refusal(Code.NOT_APPLICABLE, "this object is no PDF");
        }
        return bytes;
    }

    private ViewedStudy study(Asked asked) {
        Caller caller = asked.caller();
        Judged key = new Judged(
                caller.tenantId(),
                caller.id(),
                caller.sessionId(),
                caller.purpose(),
                asked.patientId(),
                asked.studyId());
        ViewedStudy known = judged.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Grant grant = access.open(caller, caller.purpose(), asked.patientId());
        access.study(grant, asked.studyId());
        ViewedStudy study = database.inTransaction(t -> ViewedStudy.read(t, grant, asked.studyId()))
                .orElseThrow(() -> access.missing(grant, "IMAGING_STUDY", asked.studyId()));
        judged.put(key, study);
        return study;
    }

    private Instance instance(Asked asked, ViewedStudy study, String series, String uid) {
        Instance instance = new Instance(study.uid(), series, uid);
        if (!of(asked, study, series).has(uid)) {
            throw missing(asked);
        }
        return instance;
    }

    /** An archive is not believed that what is asked of one series belongs to it: each is looked for among its instances. */
    private SeriesMetadata of(Asked asked, ViewedStudy study, String series) {
        Instance.mustBeUid(series);
        if (!study.series().contains(series)) {
            throw missing(asked);
        }
        Kept key = new Kept(study.sourceId(), series, study.version());
        SeriesMetadata known = metadata.getIfPresent(key);
        if (known == null) {
            known = SeriesMetadata.of(images.metadata(archive(study), study.uid(), series), study.uid(), series);
            metadata.put(key, known);
        }
        return known;
    }

    private Source archive(ViewedStudy study) {
        return sources.byId(study.sourceId())
                .filter(source -> source.address != null)
                .orElseThrow(() ->
                        new Refusal(Code.NOT_APPLICABLE, "the image archive of this study is not in use any more"));
    }

    /** Of another study, or of nobody: the attempt is traced as one at this study. */
    private Refusal missing(Asked asked) {
        Caller caller = asked.caller();
        return access.missing(
                access.open(caller, caller.purpose(), asked.patientId()), "IMAGING_STUDY", asked.studyId());
    }
}
