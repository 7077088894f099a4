package vn.emr.his.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Door;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.his.NoticeTranslator;

/**
 * Hands what was fetched to the inbox, row by row in their order, and waits until all of it is kept. What is still the same as
 * a while ago is not handed over again; more than that the inbox knows by itself.
 */
final class Takings {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long COMMIT_WAIT_SECONDS = 120;
    /** Notices that are remembered, twice: in this round and from the one before. */
    private static final int MOST_KNOWN = 50_000;

    private record Handed(ByteBuffer digest, CompletableFuture<Outcome> outcome) {}

    private final Source source;
    private final Mapping mapping;
    private final NoticeTranslator translator;
    private final Function<Delivery, CompletionStage<Outcome>> inbox;
    private final Door door;
    private Set<ByteBuffer> before = Set.of();
    private Set<ByteBuffer> now = new HashSet<>();

    Takings(
            Source source,
            Mapping mapping,
            NoticeTranslator translator,
            Function<Delivery, CompletionStage<Outcome>> inbox,
            Door door) {
        this.source = source;
        this.mapping = mapping;
        this.translator = translator;
        this.inbox = inbox;
        this.door = door;
    }

    /** A new round begins: what was not met in the one before is forgotten. */
    void round() {
        before = now;
        now = new HashSet<>();
    }

    /** @throws PullTrouble when it is not known that everything is kept: the same must be fetched again */
    void take(List<? extends JsonNode> rows) throws PullTrouble, InterruptedException {
        List<Handed> handed = new ArrayList<>();
        for (JsonNode row : rows) {
            for (JsonNode item : mapping.items(row)) {
                byte[] bytes = bytes(item);
                ByteBuffer digest = ByteBuffer.wrap(digest(bytes));
                if (before.contains(digest) || now.contains(digest)) {
                    remember(digest);
                } else {
                    handed.add(new Handed(digest, hand(bytes)));
                }
            }
        }
        for (Handed one : handed) {
            await(one);
            remember(one.digest());
        }
    }

    private void remember(ByteBuffer digest) {
        if (now.size() == MOST_KNOWN) {
            round();
        }
        now.add(digest);
    }

    private CompletableFuture<Outcome> hand(byte[] bytes) {
        door.received();
        String peer = "pull:" + mapping.name();
        return inbox.apply(translator.read(bytes, Source.PULL, peer, Sources.only(source)))
                .toCompletableFuture();
    }

    private static void await(Handed one) throws PullTrouble, InterruptedException {
        try {
            Outcome outcome = one.outcome().get(COMMIT_WAIT_SECONDS, TimeUnit.SECONDS);
            if (outcome.kind() == Outcome.Kind.FAILED) {
                throw new PullTrouble("Máy chủ này tạm thời chưa lưu được; sẽ đọc lại", true);
            }
        } catch (ExecutionException | TimeoutException unknown) {
            throw new PullTrouble("Chưa biết bản tin đã được lưu hay chưa; sẽ đọc lại", true);
        }
    }

    private static byte[] bytes(JsonNode item) {
        try {
            byte[] bytes = JSON.writeValueAsBytes(item);
            return bytes.length <= NoticeTranslator.SIZE_LIMIT ? bytes : tooLarge(item, bytes.length);
        } catch (JsonProcessingException e) {
            return tooLarge(item, 0);
        }
    }

    /** Kept in its place, so that somebody sees which one it is. */
    private static byte[] tooLarge(JsonNode item, int bytes) {
        return JSON.createObjectNode()
                .put(
                        "kind",
                        item.path("kind")
                                .asText()
                                .substring(
                                        0,
                                        Math.min(40, item.path("kind").asText().length())))
                .put("tooLarge", bytes)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
