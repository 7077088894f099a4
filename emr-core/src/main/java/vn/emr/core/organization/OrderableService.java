package vn.emr.core.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A service that can be ordered here (danh mục dịch vụ kỹ thuật), under the code its performer knows. */
@Entity
@Table(name = "orderable_service")
public class OrderableService {
    @Id
    public UUID id;

    @Column(name = "tenant_id")
    public UUID tenantId;

    public String code;

    @Column(name = "code_system")
    public String codeSystem;

    public String name;

    /** The name in lower case without accents. */
    @Column(name = "search_key")
    public String searchKey;

    public String category;

    public String specimen;
}
