package vn.emr.core.imaging;

import vn.emr.core.Refusal;
import vn.emr.core.organization.Source;

/**
 * Fetches from an archive, by whichever protocol it speaks. Who may see what is judged before; nothing is kept.
 *
 * <p>All throw {@link Refusal}: NOT_FOUND when the archive has no such object (any more), NOT_APPLICABLE when it cannot give it in
 * this form, TOO_LARGE over a limit, TEMPORARY when it does not answer, or with something else.
 */
public interface ArchiveImages {
    /** The data sets of all instances of a series without their pixels, in the DICOM JSON model (PS3.18 annex F). */
    byte[] metadata(Source archive, String study, String series);

    /**
     * One frame as it is stored, or uncompressed (PS3.18 10.4.1.1.6).
     *
     * @param frame counted from 1
     */
    Fetched frame(Source archive, Instance instance, int frame);

    /** A picture of the first frame as JPEG with its own window, for looking over (PS3.18 10.4.1.1.3). */
    Fetched rendered(Source archive, Instance instance);

    /**
     * A value that metadata only refers to.
     *
     * @param reference as {@link SeriesMetadata} has it: where the archive keeps it, below the study
     */
    byte[] bulk(Source archive, String study, String reference);
}
