/**
 * Whether operators are told the truth: metrics, rules and dashboards, held against a real node.
 */
package io.colleckt.auth.operations;
