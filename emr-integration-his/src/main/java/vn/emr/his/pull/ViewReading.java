package vn.emr.his.pull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import vn.emr.core.intake.PullPositions;
import vn.emr.core.organization.Source;
import vn.emr.his.pull.HospitalDatabase.Page;

/**
 * Reads one view from where it stands to its end, page by page. The mark is moved after the commits of a page, so what was
 * read twice is known and nothing is passed over. Each round begins a little before the mark: a row that was committed late,
 * with an older time, is met then.
 */
final class ViewReading implements Reading {
    private final Source source;
    private final Mapping mapping;
    private final HospitalDatabase database;
    private final PullPositions positions;
    private final Takings takings;
    private final Clock clock;

    ViewReading(
            Source source,
            Mapping mapping,
            HospitalDatabase database,
            PullPositions positions,
            Takings takings,
            Clock clock) {
        this.source = source;
        this.mapping = mapping;
        this.database = database;
        this.positions = positions;
        this.takings = takings;
        this.clock = clock;
    }

    @Override
    public void round() throws PullTrouble, InterruptedException {
        takings.round();
        try (Connection connection = database.connect()) {
            read(connection, source.id);
        } catch (SQLException closing) {
            throw new PullTrouble("Kết nối tới cơ sở dữ liệu của bệnh viện bị ngắt", true);
        }
    }

    private void read(Connection connection, UUID id) throws PullTrouble, InterruptedException {
        // Another column is another mark, and begins at its first row.
        String place = mapping.name() + "/" + mapping.view().watermark();
        Mark kept = positions.of(id, place).map(Mark::parse).orElse(null);
        Mark from = kept == null ? null : kept.back(mapping.view().overlap());
        while (true) {
            Page page = database.page(connection, mapping.view(), from);
            if (page.rows().isEmpty()) {
                return;
            }
            takings.take(page.rows().stream().map(HospitalDatabase.Row::columns).toList());
            Mark last = page.rows().getLast().mark();
            Mark settled = last.notAfter(clock.instant(), source.zoneId());
            if (settled.further(kept)) {
                positions.keep(id, place, settled.text());
                kept = settled;
            }
            if (!page.more()) {
                return;
            }
            if (last.equals(from)) {
                throw new PullTrouble(
                        "Khung nhìn " + mapping.view().name() + ": cột mốc và cột khóa không phân biệt được các dòng",
                        false);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            from = last;
        }
    }
}
