package vn.emr.his.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.DoorState;
import vn.emr.core.intake.Doors;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.OpenQuestions;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.PullPositions;
import vn.emr.core.intake.Rounds;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.NoticeTranslator;

/** A hospital's database beside a house of ours, which reads its view. */
abstract class ReadHospital {
    static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T05:00:00Z"), ZoneOffset.UTC);

    final House house = new House();
    final NoticeTranslator translator = new NoticeTranslator();
    final Doors doors = new Doors();
    final AtomicInteger handed = new AtomicInteger();
    HospitalView hospital;
    Inbox inbox;
    Source source;

    @BeforeEach
    void open() throws Exception {
        hospital = new HospitalView();
        inbox = house.inbox(List.of(translator));
        source = house.addSource("HIS khung nhìn", Source.PULL);
        settings(hospital.url(), hospital.password());
        mapping("\"page\": 100, \"overlap\": 10");
    }

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    void settings(String url, String password) {
        source.settings = Map.of(
                "pull-mappings",
                "thu",
                "pull-database",
                url,
                "pull-user",
                hospital.user,
                "password",
                password,
                "pull-every",
                "60");
    }

    /** The shipped example under another name. */
    void mapping(String more) throws IOException {
        String text = new String(
                ViewsTest.class
                        .getResourceAsStream("/mappings/sen-vang-nguoi-benh.json")
                        .readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        Path folder = Files.createDirectories(house.folder.resolve("mappings"));
        Files.writeString(
                folder.resolve("thu.json"),
                text.replace("\"sen-vang-nguoi-benh\"", "\"thu\"")
                        .replace(", \"page\": 200, \"overlap\": 10", more.isEmpty() ? "" : ", " + more));
    }

    Rounds.Call call(Function<Delivery, CompletionStage<Outcome>> into) {
        Function<Delivery, CompletionStage<Outcome>> counting = delivery -> {
            handed.incrementAndGet();
            return into.apply(delivery);
        };
        return new PullFeed(
                        translator,
                        counting,
                        new PullPositions(house.database, NOON),
                        new OpenQuestions(house.database),
                        house,
                        doors,
                        NOON,
                        house.folder)
                .call(source);
    }

    DoorState door() {
        return doors.states().getFirst();
    }

    String position() {
        return house.database
                .first("select mark from pull_position", row -> row.text("mark"))
                .orElseThrow();
    }
}
