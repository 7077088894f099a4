package vn.emr.his.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How rows of one view, or answers of one request, become notices of notice-1.0.
 *
 * @param view what is read of a database, else null
 * @param request what is asked over HTTP, else null
 * @param notices what each row says; empty when rows are notices already
 */
record Mapping(String name, int version, View view, Request request, List<NoticePart> notices) {
    /**
     * A view with a column that grows with every change.
     *
     * @param name with its schema, a plain identifier
     * @param watermark column that grows, of times or numbers
     * @param key column that tells rows of one watermark apart
     * @param page most rows that are read at once
     * @param overlap how far back is read again: minutes for times, steps for numbers
     * @param columns all that are read, watermark and key among them
     */
    record View(String name, String watermark, String key, int page, int overlap, Set<String> columns) {}

    /** What is asked: what is new, a visit, or the order of a waiting result. */
    enum Asking {
        LIST,
        VISIT,
        ORDER
    }

    /**
     * A request by GET.
     *
     * @param path below the address of the source, with {@code {since}} and {@code {page}}, {@code {visit}} or
     *     {@code {barcode}}
     * @param success of a useful answer; null when every 200 is one
     * @param rows where the rows of an answer are
     * @param watermark path to the time of a row, for lists
     * @param since how {@code {since}} is written
     * @param overlap minutes that are asked for again
     * @param firstPage number of the first page; null when there are no pages
     */
    record Request(
            Asking asking,
            String path,
            Condition success,
            String rows,
            String watermark,
            DateTimeFormatter since,
            int overlap,
            Integer firstPage) {}

    /**
     * One kind of notice.
     *
     * @param each list with one notice for each element; null for one of the row itself
     * @param when needed of the row or element; null for always
     */
    record NoticePart(String each, Condition when, Part item) {}

    /** The rows of an answer: an object is one, a list is many. A row of a view is itself. */
    List<JsonNode> rows(JsonNode answer) {
        return request == null
                ? List.of(answer)
                : Sent.whole(answer).each(request.rows()).stream()
                        .map(Sent::here)
                        .toList();
    }

    /** The notices of one row, in the order of the file. */
    List<JsonNode> items(JsonNode row) {
        if (notices.isEmpty()) {
            return List.of(row);
        }
        List<JsonNode> items = new ArrayList<>();
        Sent sent = Sent.whole(row);
        for (NoticePart notice : notices) {
            List<Sent> all = notice.each() == null ? List.of(sent) : sent.each(notice.each());
            for (Sent one : all) {
                if (notice.when() == null || notice.when().holds(one)) {
                    JsonNode item = notice.item().of(one);
                    if (item != null) {
                        items.add(item);
                    }
                }
            }
        }
        return items;
    }
}
