package org.kapsurvey.api.seal;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.kapsurvey.api.hash.Sha256;

/** Keys on the curve P-256 (SEC 2, NIST SP 800-186) and the bytes that they are kept and sent as. */
final class P256 {
    /** Of an uncompressed point: 4, then both coordinates. */
    private static final int POINT = 65;

    private static final int COORDINATE = 32;

    private P256() {}

    /** A new key; the arrays are the caller's. */
    record Pair(KeyPair keys) {
        byte[] publicPoint() {
            return point((ECPublicKey) keys.getPublic());
        }

        /** PKCS #8. */
        byte[] privateBytes() {
            return keys.getPrivate().getEncoded();
        }

        String id() {
            return P256.id(publicPoint());
        }
    }

    static Pair make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return new Pair(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java has P-256", e);
        }
    }

    /** The name of a public key, made of its bytes, so that no two have one. */
    static String id(byte[] point) {
        return Sha256.hex(point).substring(0, 32);
    }

    static PrivateKey privateKey(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealing key of the database is no key", e);
        }
    }

    /**
     * A key that came from outside.
     *
     * @throws InvalidKeySpecException if it is no uncompressed point, or none of the curve: secrets agreed on with one of another
     *     curve would tell the private key bit by bit
     */
    static PublicKey publicKey(byte[] point) throws InvalidKeySpecException {
        if (point.length != POINT || point[0] != 4) {
            throw new InvalidKeySpecException("no uncompressed point");
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, POINT));
        ECParameterSpec curve = curve();
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB());
        if (x.compareTo(p) >= 0
                || y.compareTo(p) >= 0
                || y.pow(2).subtract(right).mod(p).signum() != 0) {
            throw new InvalidKeySpecException("not on the curve");
        }
        try {
            return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has P-256", e);
        }
    }

    static byte[] point(ECPublicKey key) {
        byte[] point = new byte[POINT];
        point[0] = 4;
        put(key.getW().getAffineX(), point, 1);
        put(key.getW().getAffineY(), point, 1 + COORDINATE);
        return point;
    }

    private static void put(BigInteger number, byte[] into, int at) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, COORDINATE);
        System.arraycopy(bytes, bytes.length - length, into, at + COORDINATE - length, length);
    }

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (NoSuchAlgorithmException | InvalidParameterSpecException e) {
            throw new AssertionError("Every Java has P-256", e);
        }
    }
}
