import { createECDH, hkdfSync } from "node:crypto";

/** The order of P-256: a private key is a number from 1 to one less. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
/** Bytes to take the number from: 16 more than it has, so that none is likelier than another. */
const LENGTH = 48;
const SCALAR = 32;

/** What a push service knows this installation by (RFC 8292), base64url. */
export type VapidKeys = { publicKey: string; privateKey: string };

/**
 * Derived from the installation's secret, so that all nodes have the same and nobody has to configure any. With another
 * secret the keys are others, and browsers subscribe anew when they next come.
 */
export function deriveVapidKeys(secret: string): VapidKeys {
  const bytes = Buffer.from(hkdfSync("sha256", secret, "", "wisp web push vapid", LENGTH));
  const scalar = (BigInt(`0x${bytes.toString("hex")}`) % (ORDER - 1n)) + 1n;
  const privateKey = Buffer.from(scalar.toString(16).padStart(2 * SCALAR, "0"), "hex");
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(privateKey);
  return { publicKey: pair.getPublicKey("base64url"), privateKey: privateKey.toString("base64url") };
}
