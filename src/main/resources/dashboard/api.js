/**
 * The public API, `/v1`, as the dashboard asks it: JSON in and out, the CSRF token of the session
 * with every change. The one place that calls `fetch`.
 */
import { noteUse } from './use.js';

/** An answer that is no success, or none at all (`status` 0). `errors` holds the reasons by field. */
export class ApiError extends Error {
  constructor(status, message, { errors = {}, retryAfterSeconds = null, body = null } = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
    this.body = body;
  }

  /** Stored, but not yet in force everywhere: the service goes on by itself. */
  get pending() {
    return this.status === 503 && / pending\.$/.test(this.message);
  }

  /** The first reason for this field, or undefined. */
  of(field) {
    return this.errors[field]?.[0];
  }

  /** What to tell a person who cannot see which field is meant. */
  get advice() {
    if (this.status === 0) return 'The service cannot be reached. Check your connection, then try again.';
    if (this.status === 503 && !this.pending) return 'The service cannot answer at this moment. Nothing is lost: try again in a few seconds.';
    if (this.status === 429) return `${this.message} Try again in ${this.retryAfterSeconds === 1 ? 'a second' : `${this.retryAfterSeconds ?? 'a few'} seconds`}.`;
    if (this.status === 404) return 'This does not exist any more, or belongs to another workspace.';
    const reasons = Object.values(this.errors).flat();
    return reasons.length > 0 ? reasons.join(' ') : this.message;
  }
}

let csrfToken = null;
const endings = new Set();

/** The token that changes are sent with; null = nobody is signed in. */
export function setCsrfToken(token) {
  csrfToken = token;
}

/** Calls back when an answer says that the session is over. Returns how to stop that. */
export function onSessionEnd(listener) {
  endings.add(listener);
  return () => endings.delete(listener);
}

/** `/v1/tokens?limit=50`; null, undefined and empty values are left out. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') query.set(name, value);
  }
  return query.size > 0 ? `/v1${path}?${query}` : `/v1${path}`;
}

async function ask(method, path, { parameters, body, headers = {}, signal, quiet } = {}) {
  const request = { method, headers: { Accept: 'application/json', ...headers }, signal, credentials: 'same-origin' };
  if (method !== 'GET' && csrfToken !== null) request.headers['X-CSRF-Token'] = csrfToken;
  if (body !== undefined) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  const response = await send(address(path, parameters), request);
  if (response.status !== 401 && response.status < 500) noteUse();
  const answer = await read(response);
  if (response.ok) return answer;
  if (response.status === 401 && !quiet) endings.forEach((listener) => listener());
  throw new ApiError(response.status, answer?.message ?? `The service answered ${response.status}.`, {
    errors: answer?.errors,
    retryAfterSeconds: Number(response.headers.get('Retry-After')) || null,
    body: answer,
  });
}

async function send(url, request) {
  try {
    return await fetch(url, request);
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError(0, 'The service cannot be reached.');
  }
}

async function read(response) {
  const type = response.headers.get('Content-Type') ?? '';
  if (response.status === 204 || !type.includes('json')) return null;
  try {
    return await response.json();
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError(0, 'The answer of the service broke off.');
  }
}

export const get = (path, parameters, options) => ask('GET', path, { parameters, ...options });
export const post = (path, body, options) => ask('POST', path, { body, ...options });
export const patch = (path, body, options) => ask('PATCH', path, { body, ...options });
export const remove = (path, options) => ask('DELETE', path, options);
