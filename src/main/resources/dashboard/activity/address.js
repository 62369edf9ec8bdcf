/** Addresses as people write them. */

/** One spelling for all; what is no address stays as it is. */
function spelling(address) {
  try {
    return new URL(`http://[${address.includes(':') ? '' : '::ffff:'}${address}]`).hostname;
  } catch {
    return address;
  }
}

/** Whether both texts name one address: `2001:DB8:0::1` and `2001:db8::1` do. Null is no address. */
export const sameAddress = (one, other) => one === other || (one !== null && spelling(one) === spelling(other));
