package org.prodrome.web;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A fresh database with the product's own migrations. */
public final class TestStore {
    private TestStore() {}

    public static DataSource fresh() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    public static JdbcClient client(DataSource source) {
        return JdbcClient.create(source);
    }

    public static Clock clock() {
        return Clock.systemUTC();
    }

    public static Path keyFile(Path folder) {
        return folder.resolve("keys").resolve("master.key");
    }
}
