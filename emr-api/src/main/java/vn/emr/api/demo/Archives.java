package vn.emr.api.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/** Opens the archive this machine can offer for the sample's studies, and closes it also when the process is stopped. */
final class Archives implements AutoCloseable {
    private final FeederOptions options;
    private final Path folder;
    private final Thread hook = new Thread(this::closeQuietly, "archive last");
    private StudyArchive open;

    /** @param folder where the archive may keep its files */
    Archives(FeederOptions options, Path folder) {
        this.options = options;
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean wanted() {
        return !options.archive().equals("none");
    }

    /** @param progress told how many studies are in the archive so far */
    void open(SampleHospital sample, IntConsumer progress) throws IOException, InterruptedException {
        if (!wanted()) {
            return;
        }
        URI address = options.imaging() != null
                ? options.imaging()
                : URI.create(sample.hospital().source("pacs").address());
        boolean orthanc =
                options.archive().equals("orthanc") || options.archive().equals("auto") && OrthancArchive.installed();
        if (orthanc) {
            fill(address, sample.studies(), progress);
        } else {
            keep(new StandInArchive(address, sample.studies()));
        }
        progress.accept(studies());
    }

    private void fill(URI address, List<SampleHospital.Study> studies, IntConsumer progress)
            throws IOException, InterruptedException {
        OrthancArchive archive = OrthancArchive.start(address, folder.resolve("orthanc"));
        keep(archive);
        if (archive.studies() < studies.size()) {
            int done = 0;
            for (SampleHospital.Study study : studies) {
                archive.store(address, study);
                progress.accept(++done);
            }
        }
    }

    private synchronized void keep(StudyArchive archive) {
        open = archive;
    }

    synchronized int studies() {
        return open == null ? 0 : open.studies();
    }

    synchronized String name() {
        return open == null ? "–" : open.name();
    }

    private synchronized void closeQuietly() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() {
        closeQuietly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is being stopped already; the hook has run or waits for us.
        }
    }
}
