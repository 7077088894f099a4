package vn.emr.core.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A sheet that is on paper, as it was scanned (TT 13/2025/TT-BYT, art. 5: records that are partly on paper). Its pages are never
 * changed: a wrong scan is declared void and another one made.
 *
 * @param dated the day that stands on the paper
 * @param at when it was scanned
 * @param note what whoever scanned it says of it; null for nothing
 * @param prescribed the code of the ministry's form that it is, where this server has no form of that code; else null
 * @param files as they came, kept for evidence and never given out
 * @param pages as they are shown and printed, in the order of the paper
 */
public record Scan(LocalDate dated, Instant at, String note, String prescribed, List<File> files, List<Page> pages) {
    public Scan {
        files = List.copyOf(files);
        pages = List.copyOf(pages);
    }

    /** @param sha256 name of the blob: lower-case hex of its digest */
    public record File(String sha256, String mediaType, long size) {}

    /**
     * A JPEG that this server drew: upright, and without whatever else the file said.
     *
     * @param file in which of the files it came, from 0
     * @param small name of the blob of a small picture of it
     * @param width and {@code height} in dots
     */
    public record Page(int file, String sha256, String small, int width, int height) {}
}
