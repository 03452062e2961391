package org.kapsurvey.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://kap:p%40ss%2Bword@db.example:5433/survey?sslmode=require",
                "postgres://kap:p%40ss+word@db.example:5433/survey?sslmode=require",
                "jdbc:postgresql://kap:p%40ss%2Bword@db.example:5433/survey?sslmode=require"
            })
    void anAddressIsReadWithItsParts(String url) {
        PGSimpleDataSource source = DatabaseAddress.parse(url).source(5);
        assertThat(source.getServerNames()).containsExactly("db.example");
        assertThat(source.getPortNumbers()).containsExactly(5433);
        assertThat(source.getDatabaseName()).isEqualTo("survey");
        assertThat(source.getUser()).isEqualTo("kap");
        assertThat(source.getPassword()).isEqualTo("p@ss+word");
        assertThat(source.getSslMode()).isEqualTo("require");
    }

    @Test
    void everyConnectionIsDurableAndLimited() {
        PGSimpleDataSource source =
                DatabaseAddress.parse("postgresql://u:p@h/d").source(5);
        assertThat(source.getOptions())
                .contains("-c synchronous_commit=on", "-c statement_timeout=5000", "-c lock_timeout=2000");
        assertThat(source.getConnectTimeout()).isEqualTo(2);
        assertThat(source.getSocketTimeout()).isEqualTo(8);
        assertThat(source.getLogServerErrorDetail()).isFalse();
    }

    @Test
    void thePasswordIsNeverPrinted() {
        assertThat(DatabaseAddress.parse("postgresql://kap:secret@h/d").toString())
                .isEqualTo("postgresql://h/d");
    }

    @Test
    void anSslmodeThatIsNoneIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> DatabaseAddress.parse("postgresql://kap:secret@h/d?sslmode=requir"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The sslmode of KAP_DATABASE_URL must be one of disable, allow, prefer, require, verify-ca,"
                        + " verify-full.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://kap:secret@h/d",
                "postgresql://kap:secret@h",
                "postgresql://kap:sec ret@h/d",
                "postgresql:///d",
                "secret"
            })
    void aWrongAddressIsRefusedWithoutBeingQuoted(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KAP_DATABASE_URL must look like")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("sec ret");
    }
}
