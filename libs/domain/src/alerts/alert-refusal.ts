/** A field of a request about an alert that is not as it should be, and why. */
export interface AlertFault {
  field: 'direction' | 'threshold' | 'cooldownMinutes' | 'snoozedUntil' | 'expiresAt' | 'rebase';
  message: string;
}

/**
 * What is asked of an alert can't be done; the message says what to do. `invalid-alert` names its `faults`; the other codes
 * tell of the alert's state.
 */
export class AlertRefusal extends Error {
  readonly code: 'invalid-alert' | 'alert-exists' | 'alert-has-fired' | 'alert-has-expired' | 'alert-changed';
  readonly faults: readonly AlertFault[];
  /** Of `alert-exists`: the id of the alert that is there. */
  readonly existing: string | undefined;
  constructor(
    code: AlertRefusal['code'],
    message: string,
    { faults = [], existing }: { faults?: readonly AlertFault[]; existing?: string } = {},
  ) {
    super(message);
    this.name = 'AlertRefusal';
    this.code = code;
    this.faults = faults;
    this.existing = existing;
  }
}

/** @throws AlertRefusal `invalid-alert` when there are faults */
export function refuseFaults(faults: readonly AlertFault[]): void {
  if (faults.length > 0)
    throw new AlertRefusal('invalid-alert', faults.map(({ message }) => message).join('. '), { faults });
}
