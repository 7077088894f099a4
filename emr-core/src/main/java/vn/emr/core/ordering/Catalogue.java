package vn.emr.core.ordering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import vn.emr.core.record.PersonName;
import vn.emr.core.store.Database;

/** What can be ordered (danh mục dịch vụ), and from whom. No patient data. */
@ApplicationScoped
public class Catalogue {
    private static final int MOST = 20;
    private static final int LONGEST_QUESTION = 100;

    /** A service under the code its performer knows. */
    public record Service(String code, String codeSystem, String text, String category, String specimen) {}

    /** A system that takes orders. */
    public record Destination(UUID id, String name) {}

    private final Database database;

    @Inject
    public Catalogue(Database database) {
        this.database = database;
    }

    /** Services by a part of the name without accents or the beginning of the code; the first 20. */
    public List<Service> services(UUID tenantId, String asked) {
        String text = asked == null ? "" : asked.strip();
        String cut = text.length() <= LONGEST_QUESTION ? text : text.substring(0, LONGEST_QUESTION);
        String plain = PersonName.unaccented(cut)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
        return database.query(
                """
                select code, code_system, name, category, specimen from orderable_service
                where tenant_id = ? and (search_key like '%' || ? || '%' or lower(code) like ? || '%')
                order by search_key, code limit ?
                """,
                r -> new Service(
                        r.text("code"), r.text("code_system"), r.text("name"), r.text("category"), r.text("specimen")),
                tenantId,
                plain,
                plain,
                MOST);
    }

    public List<Destination> destinations(UUID tenantId) {
        return database.query(
                "select id, name from source where tenant_id = ? and enabled and address ~ '^mllps?://' order by name, id",
                r -> new Destination(r.uuid("id"), r.text("name")),
                tenantId);
    }
}
