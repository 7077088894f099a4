package vn.emr.core.signature.remote;

import java.util.List;

/**
 * What was begun, to be kept until its outcome is known; it can be made again from what was kept.
 *
 * @param transactions what the service calls it, in the order of the hashes; several where one call takes fewer than asked
 */
public record Begun(Request request, List<String> transactions) {
    public Begun {
        transactions = List.copyOf(transactions);
    }
}
