package org.kapsurvey.api.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.database.generated.Tables.SEALING_KEY;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.cli.CommandLines;
import org.kapsurvey.api.database.UnexpectedSqlException;
import org.kapsurvey.api.problem.ProblemException;
import org.kapsurvey.api.problem.Problems;

/** The service's own keys, on PostgreSQL. */
final class SealingKeyTest {
    private final TestService service = TestService.shared();
    private final SealingKeyStore keys = new SealingKeyStore(service.database());

    @Test
    void theKeyInUseIsThereFromTheFirstStartAndIsToldWithItsPublicHalfAlone() throws Exception {
        SealingKey key = keys.current();
        String reply = service.get("/api/keys").body();
        assertThat(reply).isEqualTo("{\"key\":\"" + key.id() + "\",\"publicKey\":\"" + key.publicKey() + "\"}");
        byte[] point = Base64.getDecoder().decode(key.publicKey());
        assertThat(P256.id(point)).isEqualTo(key.id());
        P256.publicKey(point);
        keys.makeFirst();
        assertThat(keys.current()).isEqualTo(key);
    }

    @Test
    void aRotationRetiresTheKeyBeforeAndStillOpensWithIt() {
        SealingKey before = keys.current();
        String made = keys.rotate();
        assertThat(keys.current().id()).isEqualTo(made).isNotEqualTo(before.id());
        assertThat(keys.list()).extracting(SealingKey::id).startsWith(made, before.id());
        assertThat(keys.list().get(1).retiredAt()).isNotNull();
        assertThat(keys.privateKey(before.id())).isPresent();
        assertThat(keys.privateKey("0".repeat(32))).isEmpty();
    }

    @Test
    void manyRotationsAtOnceLeaveOneKeyInUse() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> made = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(keys::rotate))
                    .toList();
            for (Future<String> one : made) {
                assertThat(keys.privateKey(one.get())).isPresent();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(keys.list().stream().filter(key -> key.retiredAt() == null)).hasSize(1);
    }

    @Test
    void theServiceReadsNoPrivateKeyButOneAtATimeAndNoKeyIsChangedOrDeleted() {
        assertThatThrownBy(() -> service.database()
                        .read(tables -> tables.select(SEALING_KEY.PRIVATE_KEY)
                                .from(SEALING_KEY)
                                .fetch()))
                .isInstanceOf(UnexpectedSqlException.class);
        assertThatThrownBy(() -> service.database()
                        .write(tables -> tables.deleteFrom(SEALING_KEY).execute()))
                .isInstanceOf(UnexpectedSqlException.class);
        keys.rotate();
        assertThatThrownBy(() -> service.database()
                        .write(tables -> tables.update(SEALING_KEY)
                                .setNull(SEALING_KEY.RETIRED_AT)
                                .where(SEALING_KEY.RETIRED_AT.isNotNull())
                                .execute()))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problems.IMMUTABLE));
    }

    @Test
    void aPointThatIsNotOnTheCurveIsNoKey() {
        byte[] point = Base64.getDecoder().decode(keys.current().publicKey());
        for (int at = 0; at < point.length; at++) {
            byte[] other = point.clone();
            other[at] ^= 1;
            assertThatThrownBy(() -> P256.publicKey(other)).isInstanceOf(InvalidKeySpecException.class);
        }
    }

    @Test
    void theCommandsListAndRotateBesideTheService() {
        String before = keys.current().id();
        StringWriter out = new StringWriter();
        assertThat(run(out, "rotate")).isZero();
        assertThat(out.toString()).contains(keys.current().id()).doesNotContain(before);
        assertThat(run(out, "list")).isZero();
        assertThat(out.toString()).contains(keys.current().id() + "\t", before + "\t");
    }

    private int run(StringWriter out, String command) {
        PrintWriter writer = new PrintWriter(out, true);
        return CommandLines.kap(writer, writer)
                .execute("keys", command, "--data", service.data().toString());
    }
}
