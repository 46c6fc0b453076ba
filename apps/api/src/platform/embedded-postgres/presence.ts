import pg from 'pg';

const presenceName = 'vigie presence';
const leavingName = 'vigie leaving';
const leavingLock = 7_345_001;

/**
 * Says to the server "someone needs you" for as long as it is open. It is a connection, so a killed process cannot
 * forget to take it back.
 */
export class Presence {
  private constructor(private readonly client: pg.Client) {}

  /** Connects; rejects while the server does not accept. `onLost` is called once if the connection breaks. */
  static async open(url: string, onLost: () => void): Promise<Presence> {
    const client = new pg.Client({
      connectionString: url,
      application_name: presenceName,
      connectionTimeoutMillis: 2_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    client.once('end', onLost);
    return new Presence(client);
  }

  /**
   * Takes the presence back, and tells whether it was the last. The lock makes two that leave at once go one after
   * the other, so exactly one of them is last; who leaves says so by its name, since the server lists a connection for
   * a moment after its end.
   */
  async leave(): Promise<boolean> {
    this.client.removeAllListeners('end');
    try {
      await this.client.query('SELECT pg_advisory_lock($1)', [leavingLock]);
      await this.client.query("SELECT set_config('application_name', $1, false)", [leavingName]);
      const others = await this.client.query(
        'SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid() LIMIT 1',
        [presenceName],
      );
      return others.rowCount === 0;
    } catch {
      return true;
    } finally {
      await this.client.end().catch(() => undefined);
    }
  }
}
