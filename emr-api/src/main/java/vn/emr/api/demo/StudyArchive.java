package vn.emr.api.demo;

/** Something that answers DICOMweb queries about the sample's studies for as long as the demonstration lasts. */
interface StudyArchive extends AutoCloseable {
    /** Names it for people: product and address. */
    String name();

    /** How many studies it holds. */
    int studies();

    @Override
    void close();
}
