/** The service asked through the doors that others have made: RFCs, libraries, proxies. */
package io.colleckt.auth.door;
